package io.towersense.telemetry.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class LevelRuleTest {
    private static Level level(String threshold, String clearAt, Severity severity) {
        return new Level(new BigDecimal(threshold), new BigDecimal(clearAt), severity);
    }

    private static LevelRule rule(Direction direction, Level... levels) {
        return new LevelRule("r", Metric.TEMPERATURE, direction, List.of(levels), Duration.ZERO, Duration.ZERO);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Direction direction, Level... levels) {
        return assertThatThrownBy(() -> rule(direction, levels)).isInstanceOf(InvalidRuleException.class);
    }

    @Test
    void anIdIsAnIdentifier() {
        assertThatThrownBy(() -> new LevelRule(
                        "too hot",
                        Metric.TEMPERATURE,
                        Direction.ABOVE,
                        List.of(level("45", "43", Severity.MAJOR)),
                        Duration.ZERO,
                        Duration.ZERO))
                .isInstanceOf(InvalidRuleException.class)
                .hasMessage("id: 'too hot' is not 1 to 128 letters, digits and _ . : -");
    }

    @Test
    void aLevelLiesAboveOrBelow() {
        assertRefused(Direction.RISING, level("45", "43", Severity.MAJOR))
                .hasMessage("levels: a level lies above or below, not rising");
    }

    @Test
    void aRuleHasALevel() {
        assertRefused(Direction.ABOVE).hasMessage("levels: there is none; write at least one");
    }

    @Test
    void delaysAreZeroOrMore() {
        List<Level> levels = List.of(level("45", "43", Severity.MAJOR));
        assertThatThrownBy(() -> new LevelRule(
                        "r", Metric.TEMPERATURE, Direction.ABOVE, levels, Duration.ofSeconds(-1), Duration.ZERO))
                .hasMessage("for: PT-1S is less than nothing");
        assertThatThrownBy(() -> new LevelRule(
                        "r", Metric.TEMPERATURE, Direction.ABOVE, levels, Duration.ZERO, Duration.ofNanos(-1)))
                .hasMessageStartingWith("clear_for: ");
    }

    @Test
    void aDeadbandLiesOnTheSafeSide() {
        assertRefused(Direction.ABOVE, level("45", "45.1", Severity.MAJOR))
                .hasMessage("levels[0].clear_at: 45.1 lies beyond the threshold 45; it belongs on the safe side");
        assertRefused(Direction.BELOW, level("20", "19", Severity.MAJOR)).hasMessageStartingWith("levels[0].clear_at");
    }

    @Test
    void aDeadbandMayBeEmpty() {
        assertThat(rule(Direction.ABOVE, level("45", "45.0", Severity.MAJOR)).levels())
                .hasSize(1);
    }

    @Test
    void eachLevelLiesBeyondTheOneBefore() {
        assertRefused(Direction.ABOVE, level("45", "43", Severity.MINOR), level("45.0", "43", Severity.MAJOR))
                .hasMessage("levels[1]: 45.0 does not lie beyond the level before it, 45");
        assertRefused(Direction.BELOW, level("20", "20", Severity.MINOR), level("21", "21", Severity.MAJOR))
                .hasMessageStartingWith("levels[1]: ");
    }

    @Test
    void eachLevelIsAtLeastAsSevereAsTheOneBefore() {
        assertRefused(Direction.ABOVE, level("45", "43", Severity.MAJOR), level("50", "48", Severity.MINOR))
                .hasMessage("levels[1].severity: minor is less severe than the level before it, major");
        assertThat(rule(Direction.ABOVE, level("45", "43", Severity.MAJOR), level("50", "48", Severity.MAJOR))
                        .levels())
                .hasSize(2);
    }

    @Test
    void aLimitIsANumberThatCanBeStored() {
        assertRefused(Direction.ABOVE, level("1E+999999999", "0", Severity.MAJOR))
                .hasMessage("levels[0].above: the number is not 0 and not within 1E-130 to 9.9E+125");
        assertRefused(Direction.BELOW, level("0", "1E+999999999", Severity.MAJOR))
                .hasMessageStartingWith("levels[0].clear_at: the number is not 0");
    }

    @Test
    void bothComparisonsAreStrict() {
        LevelRule above = rule(Direction.ABOVE, level("45", "43", Severity.MAJOR));
        assertThat(above.isBeyond(new BigDecimal("45.00"), new BigDecimal("45")))
                .isFalse();
        assertThat(above.isBeyond(new BigDecimal("45.01"), new BigDecimal("45")))
                .isTrue();
        assertThat(above.isWithin(new BigDecimal("43.0"), new BigDecimal("43"))).isFalse();
        assertThat(above.isWithin(new BigDecimal("42.99"), new BigDecimal("43")))
                .isTrue();
        LevelRule below = rule(Direction.BELOW, level("20", "22", Severity.MAJOR));
        assertThat(below.isBeyond(new BigDecimal("20"), new BigDecimal("20.0"))).isFalse();
        assertThat(below.isBeyond(new BigDecimal("19.9"), new BigDecimal("20"))).isTrue();
        assertThat(below.isWithin(new BigDecimal("22"), new BigDecimal("22"))).isFalse();
        assertThat(below.isWithin(new BigDecimal("22.1"), new BigDecimal("22"))).isTrue();
    }

    @Test
    void theExceptionTellsPathAndProblemApart() {
        InvalidRuleException problem = new InvalidRuleException("levels[1].clear_at", "is wrong");
        assertThat(problem.path()).isEqualTo("levels[1].clear_at");
        assertThat(problem.problem()).isEqualTo("is wrong");
    }
}
