package io.towersense.agent.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private final Schedule schedule = new Schedule(Duration.ofSeconds(100), Duration.ofSeconds(5));

    @Test
    void theFirstTurnIsAtTheStart() {
        assertThat(schedule.due()).isEqualTo(Duration.ofSeconds(100));
    }

    @Test
    void whatAReadTakesDoesNotMoveTheNextTurn() {
        for (int turn = 1; turn <= 1_000; turn++) {
            schedule.advance(schedule.due().plusMillis(1_700));
            assertThat(schedule.due()).isEqualTo(Duration.ofSeconds(100 + 5L * turn));
        }
        assertThat(schedule.skipped()).isZero();
    }

    @Test
    void turnsThatHavePassedAreSkippedAndCounted() {
        schedule.advance(Duration.ofSeconds(117));
        assertThat(schedule.due()).isEqualTo(Duration.ofMinutes(2));
        assertThat(schedule.skipped()).isEqualTo(3);
    }

    @Test
    void aTurnThatIsDueJustNowIsNotSkipped() {
        schedule.advance(Duration.ofSeconds(105));
        assertThat(schedule.due()).isEqualTo(Duration.ofSeconds(105));
        assertThat(schedule.skipped()).isZero();
    }

    @Property
    void noTurnIsTakenTwiceAndNoneIsUnaccountedFor(@ForAll @IntRange(min = 0, max = 60_000) int[] readMillis) {
        Schedule any = new Schedule(Duration.ofSeconds(1), Duration.ofSeconds(5));
        Duration now = Duration.ZERO;
        Duration before = Duration.ZERO;
        for (int millis : readMillis) {
            assertThat(any.due()).isGreaterThan(before);
            before = any.due();
            now = (now.compareTo(any.due()) < 0 ? any.due() : now).plusMillis(millis);
            any.advance(now);
            assertThat(any.due()).isGreaterThanOrEqualTo(now);
        }
        long turns = any.due().minusSeconds(1).dividedBy(Duration.ofSeconds(5));
        assertThat(turns).isEqualTo(readMillis.length + any.skipped());
    }
}
