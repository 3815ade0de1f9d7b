package io.towersense.telemetry.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.telemetry.TelemetryArbitraries;
import io.towersense.telemetry.alarm.AlarmEvent;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmCodecTest {
    private static final String RAISED =
            "{\"alarm_id\":\"a-1\",\"revision\":1,\"change\":\"raised\",\"state\":\"raised\","
                    + "\"device_id\":\"d\",\"rule\":\"temperature-high\",\"metric\":\"temperature\",\"value\":47.30,"
                    + "\"threshold\":45.0,\"direction\":\"above\",\"severity\":\"critical\","
                    + "\"probable_cause\":{\"name\":\"temperatureUnacceptable\",\"number\":548},"
                    + "\"raised_at\":\"2026-11-22T10:00:00Z\",\"changed_at\":\"2026-11-22T10:00:00Z\",\"text\":\"it is hot\"}";

    private static AlarmEvent decode(String json) {
        return AlarmCodec.decode(json.getBytes(UTF_8));
    }

    @Test
    void theContractsFieldsAreWritten() {
        assertThat(AlarmCodec.encode(decode(RAISED))).asString(UTF_8).isEqualTo(RAISED);
    }

    @Test
    void aFieldOfALaterVersionIsPassedOver() {
        assertThat(decode(RAISED.replace("\"revision\"", "\"later\":{\"x\":[1]},\"revision\"")))
                .isEqualTo(decode(RAISED));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"alarm_id\":\"a-1\", | `` | alarm_id: is missing",
                "a-1 | a#1 | alarm_id: is not 1 to 128 characters without #",
                "\"revision\":1 | \"revision\":0 | revision: 0 is not 1 or more",
                "\"revision\":1 | \"revision\":1.0 | revision: is not a whole number that a long holds",
                "\"revision\":1 | \"revision\":\"1\" | revision: is not a whole number that a long holds",
                "\"change\":\"raised\" | \"change\":\"lowered\" | change: 'lowered' is none of the known words",
                "\"change\":\"raised\" | \"change\":\"cleared\" | state: 'raised' does not go with change 'cleared'",
                "\"state\":\"raised\" | \"state\":\"cleared\" | cleared_at: belongs to state cleared, and to it alone",
                "\"device_id\":\"d\" | \"device_id\":\"d d\" | device_id: 'd d' is not 1 to 128 letters, digits and _ . : -",
                "\"temperature-high\" | \"a/b\" | rule: 'a/b' is not 1 to 128 letters, digits and _ . : -",
                "47.30 | 1E+999999999 | value: is not 0 and not within 1E-130 to 9.9E+125",
                "47.30 | 1E99999999999 | a number has an exponent that is far out of range",
                "47.30 | NaN | value: is not a number",
                "47.30 | \"47\" | value: is not a number",
                "45.0 | 1.23456789012345678901234567890123456789 | threshold: has more than 38 significant digits",
                "\"number\":548 | \"number\":4 | probable_cause.number: 4 is none of the known causes",
                "\"number\":548 | \"number\":4294967844 | probable_cause.number: 4294967844 is none of the known causes",
                "\"number\":548 | \"id\":548 | probable_cause.number: is missing",
                "\"raised_at\":\"2026 | \"raised_at\":\"26 | raised_at: is not ISO 8601 with an offset",
                "\"text\":\"it is hot\" | \"text\":null | text: is missing",
                "\"text\" | \"simulated\":1,\"text\" | simulated: is not true or false",
            })
    void whateverIsWrongIsNamed(String part, String broken, String message) {
        assertThat(RAISED).contains(part);
        assertThatThrownBy(() -> decode(RAISED.replace(part, broken)))
                .isInstanceOf(UndecodableException.class)
                .hasMessage(message);
    }

    @Test
    void anEventOf200KibCannotBeDecoded() {
        assertThatThrownBy(() -> decode(RAISED.replace("hot", "h".repeat(200 * 1024))))
                .isInstanceOf(UndecodableException.class)
                .hasMessageStartingWith("the message has ");
    }

    @Test
    void aFieldStandsOnce() {
        assertThatThrownBy(() -> decode(RAISED.replace("{\"alarm_id\"", "{\"revision\":2,\"alarm_id\"")))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining("revision");
    }

    @Property
    void whatIsWrittenIsReadBackTheSame(@ForAll("alarms") AlarmEvent event) {
        assertThat(AlarmCodec.decode(AlarmCodec.encode(event))).isEqualTo(event);
    }

    @Provide
    Arbitrary<AlarmEvent> alarms() {
        return TelemetryArbitraries.alarms();
    }
}
