package io.towersense.telemetry.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSetTest {
    private static Rule rule(String id, String threshold) {
        Level level = new Level(new BigDecimal(threshold), new BigDecimal(threshold), Severity.MAJOR);
        return new LevelRule(
                id, Metric.TEMPERATURE, Direction.ABOVE, List.of(level), Duration.ZERO, Duration.ofSeconds(1));
    }

    @Test
    void twoRulesWithOneIdAreRefused() {
        assertThatThrownBy(() -> new RuleSet(List.of(rule("a", "1"), rule("a", "2"))))
                .isInstanceOf(InvalidRuleException.class)
                .hasMessage("id: 'a' stands twice; each rule has an id of its own");
    }

    @Test
    void noRuleAtAllIsAllowed() {
        assertThat(new RuleSet(List.of()).rules()).isEmpty();
    }

    @Test
    void theDefaultsAreThoseOfTheDesign() {
        assertThat(RuleSet.DEFAULTS.rules())
                .extracting(Rule::id, Rule::metric, Rule::direction)
                .containsExactly(
                        tuple("temperature-high", Metric.TEMPERATURE, Direction.ABOVE),
                        tuple("humidity-high", Metric.HUMIDITY, Direction.ABOVE),
                        tuple("humidity-low", Metric.HUMIDITY, Direction.BELOW));
        Level temperature =
                ((LevelRule) RuleSet.DEFAULTS.rules().get(0)).levels().get(0);
        assertThat(temperature.threshold()).isEqualByComparingTo("45");
        assertThat(temperature.clearAt()).isEqualByComparingTo("43");
    }

    @Test
    void theSameRulesHaveTheSameVersion() {
        assertThat(new RuleSet(List.of(rule("a", "1"))).version())
                .isEqualTo(new RuleSet(List.of(rule("a", "1"))).version())
                .matches("[0-9a-f]{12}");
    }

    @Test
    void howALimitIsWrittenMakesNoOtherVersion() {
        assertThat(new RuleSet(List.of(rule("a", "45.0"))).version())
                .isEqualTo(new RuleSet(List.of(rule("a", "45"))).version())
                .isEqualTo(new RuleSet(List.of(rule("a", "4.5E+1"))).version());
    }

    @Test
    void otherRulesHaveAnotherVersion() {
        String version = new RuleSet(List.of(rule("a", "1"), rule("b", "2"))).version();
        assertThat(version)
                .isNotEqualTo(new RuleSet(List.of(rule("b", "2"), rule("a", "1"))).version())
                .isNotEqualTo(new RuleSet(List.of(rule("a", "1"), rule("b", "2.1"))).version())
                .isNotEqualTo(new RuleSet(List.of(rule("a", "1"))).version());
    }
}
