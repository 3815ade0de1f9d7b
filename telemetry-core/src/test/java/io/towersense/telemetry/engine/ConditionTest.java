package io.towersense.telemetry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConditionTest {
    private static final Duration DELAY = Duration.ofSeconds(10);
    private static final Condition NORMAL = new Condition.Normal();
    private static final Condition ACTIVE = new Condition.Active();

    private static Duration second(int second) {
        return Duration.ofSeconds(second);
    }

    private static Condition pendingSince(int second) {
        return new Condition.Pending(second(second));
    }

    private static Condition clearingSince(int second) {
        return new Condition.Clearing(second(second));
    }

    private static Condition next(Condition condition, Side side, int second) {
        return condition.next(side, second(second), DELAY, DELAY);
    }

    @Test
    void normalBecomesPendingOnlyWhenWrong() {
        assertThat(next(NORMAL, Side.WRONG, 5)).isEqualTo(pendingSince(5));
        assertThat(next(NORMAL, Side.BETWEEN, 5)).isEqualTo(NORMAL);
        assertThat(next(NORMAL, Side.RIGHT, 5)).isEqualTo(NORMAL);
    }

    @Test
    void pendingBecomesActiveExactlyWhenTheOnDelayIsOver() {
        assertThat(next(pendingSince(5), Side.WRONG, 14)).isEqualTo(pendingSince(5));
        assertThat(next(pendingSince(5), Side.WRONG, 15)).isEqualTo(ACTIVE);
    }

    @Test
    void pendingBecomesNormalAsSoonAsTheValueIsNotWrong() {
        assertThat(next(pendingSince(5), Side.BETWEEN, 14)).isEqualTo(NORMAL);
        assertThat(next(pendingSince(5), Side.RIGHT, 15)).isEqualTo(NORMAL);
    }

    @Test
    void activeBecomesClearingOnlyWhenRight() {
        assertThat(next(ACTIVE, Side.RIGHT, 5)).isEqualTo(clearingSince(5));
        assertThat(next(ACTIVE, Side.BETWEEN, 5)).isEqualTo(ACTIVE);
        assertThat(next(ACTIVE, Side.WRONG, 5)).isEqualTo(ACTIVE);
    }

    @Test
    void clearingBecomesNormalExactlyWhenTheOffDelayIsOver() {
        assertThat(next(clearingSince(5), Side.RIGHT, 14)).isEqualTo(clearingSince(5));
        assertThat(next(clearingSince(5), Side.RIGHT, 15)).isEqualTo(NORMAL);
    }

    @Test
    void clearingBecomesActiveAsSoonAsTheValueIsNotRight() {
        assertThat(next(clearingSince(5), Side.BETWEEN, 15)).isEqualTo(ACTIVE);
        assertThat(next(clearingSince(5), Side.WRONG, 15)).isEqualTo(ACTIVE);
    }

    @Test
    void withoutDelaysBothWaysAreImmediate() {
        assertThat(NORMAL.next(Side.WRONG, second(5), Duration.ZERO, DELAY)).isEqualTo(ACTIVE);
        assertThat(ACTIVE.next(Side.RIGHT, second(5), DELAY, Duration.ZERO)).isEqualTo(NORMAL);
    }

    @Test
    void anAlarmStandsWhileActiveOrClearing() {
        assertThat(ACTIVE.isStanding()).isTrue();
        assertThat(clearingSince(1).isStanding()).isTrue();
        assertThat(NORMAL.isStanding()).isFalse();
        assertThat(pendingSince(1).isStanding()).isFalse();
    }

    @Test
    void aRestartBeginsARunningDelayAnew() {
        assertThat(pendingSince(500).restartedAt(second(3))).isEqualTo(pendingSince(3));
        assertThat(clearingSince(500).restartedAt(second(3))).isEqualTo(clearingSince(3));
        assertThat(ACTIVE.restartedAt(second(3))).isEqualTo(ACTIVE);
        assertThat(NORMAL.restartedAt(second(3))).isEqualTo(NORMAL);
    }

    @Test
    void aClockThatWentBackOverNobodysHeadFinishesNoDelay() {
        assertThat(next(pendingSince(500), Side.WRONG, 3)).isEqualTo(pendingSince(500));
    }
}
