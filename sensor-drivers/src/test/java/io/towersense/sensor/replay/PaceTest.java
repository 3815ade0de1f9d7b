package io.towersense.sensor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration OPENED = Duration.ofSeconds(100);
    private static final Instant FIRST = Instant.parse("2015-02-04T17:51:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Pace pace = new Pace(Optional.of(60.0), MINUTE);

    @Test
    void theFirstRowIsDueAtOnceAndTheNextAfterItsTimeOverTheSpeed() {
        assertThat(pace.next(FIRST, OPENED)).isEqualTo(OPENED);
        assertThat(pace.next(FIRST.plusSeconds(60), OPENED)).isEqualTo(OPENED.plusSeconds(1));
        assertThat(pace.next(FIRST.plusSeconds(150), OPENED)).isEqualTo(OPENED.plusMillis(2_500));
    }

    @Test
    void aLateReaderCatchesUpInsteadOfDrifting() {
        pace.next(FIRST, OPENED);
        assertThat(pace.next(FIRST.plusSeconds(60), OPENED.plusSeconds(9))).isEqualTo(OPENED.plusSeconds(1));
    }

    @Test
    void timeThatJumpsBackIsDueAtOnceAndTheRowsAfterItGoOnFromThere() {
        pace.next(FIRST, OPENED);
        assertThat(pace.next(FIRST.minusSeconds(3_300), OPENED)).isEqualTo(OPENED);
        assertThat(pace.next(FIRST.minusSeconds(3_240), OPENED)).isEqualTo(OPENED.plusSeconds(1));
        assertThat(pace.shortenedGaps()).isZero();
    }

    @Test
    void aLongGapIsWaitedForAsOneUsualIntervalAndCounted() {
        pace.next(FIRST, OPENED);
        assertThat(pace.next(FIRST.plus(Duration.ofHours(174)), OPENED)).isEqualTo(OPENED.plusSeconds(1));
        assertThat(pace.shortenedGaps()).isEqualTo(1);
    }

    @Test
    void aGapOfTenIntervalsIsStillWaitedFor() {
        pace.next(FIRST, OPENED);
        assertThat(pace.next(FIRST.plus(MINUTE.multipliedBy(10)), OPENED)).isEqualTo(OPENED.plusSeconds(10));
        assertThat(pace.shortenedGaps()).isZero();
    }

    @Test
    void asFastAsPossibleEveryRowIsDueAtOnce() {
        Pace fastest = new Pace(Optional.empty(), MINUTE);
        fastest.next(FIRST, OPENED);
        assertThat(fastest.next(FIRST.plus(Duration.ofHours(174)), OPENED.plusSeconds(7)))
                .isEqualTo(OPENED.plusSeconds(7));
        assertThat(fastest.shortenedGaps()).isZero();
    }
}
