package io.towersense.telemetry.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.telemetry.TelemetryArbitraries;
import io.towersense.telemetry.engine.Condition;
import io.towersense.telemetry.engine.DeviceState;
import io.towersense.telemetry.engine.RuleState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateCodecTest {
    @Test
    void elapsedTimesAreSeconds() {
        RuleState state = new RuleState(
                List.of(new Condition.Pending(Duration.ofSeconds(90, 5))), Optional.empty(), 3, Optional.empty());
        assertThat(StateCodec.encode(state))
                .asString(UTF_8)
                .isEqualTo("{\"levels\":[{\"state\":\"pending\",\"since\":90.000000005}],\"revision\":3}");
    }

    @Test
    void anElapsedTimeOfThousandsOfYearsIsNoOverflow() {
        // The cloud's elapsed time is the reading's own, and a timestamp may have any year from 1 to 9999.
        RuleState state = new RuleState(
                List.of(new Condition.Clearing(Duration.ofSeconds(253_402_300_799L, 999_999_999))),
                Optional.empty(),
                3,
                Optional.empty());
        assertThat(StateCodec.decodeRule(StateCodec.encode(state))).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"revision\":3}                                   | levels: is missing",
                "{\"levels\":{},\"revision\":3}                     | levels: is not a list",
                "{\"levels\":[5],\"revision\":3}                    | levels[0]: is not an object",
                "{\"levels\":[{\"state\":\"x\"}],\"revision\":3}    | levels[0].state: is none of the known words",
                "{\"levels\":[{\"state\":\"pending\"}],\"revision\":3} | levels[0].since: is missing",
                "{\"levels\":[{\"state\":\"clearing\",\"since\":1E+100}],\"revision\":3} | levels[0].since: is no time in seconds with at most nine decimals",
                "{\"levels\":[{\"state\":\"clearing\",\"since\":1E-10}],\"revision\":3}  | levels[0].since: is no time in seconds with at most nine decimals",
                "{\"levels\":[],\"revision\":-1}                    | revision: -1 is less than nothing",
                "{\"levels\":[]}                                    | revision: is missing",
                "{\"levels\":[],\"revision\":1,\"alarm\":{}}        | alarm.alarm_id: is missing",
            })
    void whateverIsWrongIsNamed(String json, String message) {
        assertThatThrownBy(() -> StateCodec.decodeRule(json.getBytes(UTF_8)))
                .isInstanceOf(UndecodableException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> StateCodec.decodeDevice(("{\"r\":" + json + "}").getBytes(UTF_8)))
                .isInstanceOf(UndecodableException.class)
                .hasMessage("r." + message);
    }

    @Property(tries = 300)
    void aRulesStateIsReadBackTheSame(@ForAll("ruleStates") RuleState state) {
        assertThat(StateCodec.decodeRule(StateCodec.encode(state))).isEqualTo(state);
    }

    @Property(tries = 200)
    void aDevicesStateIsReadBackTheSame(@ForAll("deviceStates") DeviceState state) {
        assertThat(StateCodec.decodeDevice(StateCodec.encode(state))).isEqualTo(state);
    }

    @Provide
    Arbitrary<RuleState> ruleStates() {
        return TelemetryArbitraries.ruleStates();
    }

    @Provide
    Arbitrary<DeviceState> deviceStates() {
        return TelemetryArbitraries.deviceStates();
    }
}
