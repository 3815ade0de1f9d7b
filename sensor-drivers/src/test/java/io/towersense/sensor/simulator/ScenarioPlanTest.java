package io.towersense.sensor.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScenarioPlanTest {
    private final ScenarioPlan plan = new ScenarioPlan(
            List.of(Scenario.DOOR_OPEN, Scenario.SENSOR_DEAD), Duration.ofSeconds(5), Duration.ofSeconds(12));

    @Test
    void nothingIsUnderWayBeforeTheStartAndAfterTheEnd() {
        assertThat(plan.at(Duration.ZERO)).isEmpty();
        assertThat(plan.at(Duration.ofMillis(4_999))).isEmpty();
        assertThat(plan.at(Duration.ofSeconds(29))).isEmpty();
        assertThat(plan.at(Duration.ofDays(10_000))).isEmpty();
    }

    @Test
    void scenariosFollowEachOther() {
        assertThat(plan.at(Duration.ofSeconds(5)))
                .contains(new ScenarioPlan.Stage(Scenario.DOOR_OPEN, Duration.ofSeconds(5), 0, Duration.ofSeconds(12)));
        assertThat(plan.at(Duration.ofSeconds(20)))
                .contains(new ScenarioPlan.Stage(
                        Scenario.SENSOR_DEAD, Duration.ofSeconds(17), 0.25, Duration.ofSeconds(9)));
    }

    @Test
    void withoutScenariosNothingEverHappens() {
        ScenarioPlan none = new ScenarioPlan(List.of(), Duration.ZERO, Duration.ofSeconds(1));
        assertThat(none.at(Duration.ZERO)).isEqualTo(Optional.empty());
    }

    @Test
    void aSurgeBeginsAndEndsAtNormalAndHasNoStepBetween() {
        Surge surge = new Surge(0.16, 0.65, 0.1);
        assertThat(surge.at(0)).isZero();
        assertThat(surge.at(1)).isZero();
        for (int i = 0; i < 1000; i++) {
            assertThat(surge.at((i + 1) / 1000.0)).isCloseTo(surge.at(i / 1000.0), within(0.011));
        }
        assertThat(surge.at(0.65)).isBetween(0.97, 1.0);
    }
}
