package io.towersense.sensor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentTimesTest {

    @Test
    void tellsNewFromSeenAsASetDoes() {
        RecentTimes times = new RecentTimes(RecentTimes.LIMIT);
        Set<Long> reference = new HashSet<>();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 200_000; i++) {
            long time = random.nextLong(-60_000, 60_000) * 60_000_000;
            assertThat(times.add(time)).isEqualTo(reference.add(time));
        }
    }

    @Test
    void remembersAtLeastAsManyAsTheLimitAndForgetsTheRest() {
        RecentTimes times = new RecentTimes(1_000);
        LongStream.range(0, 3_000).forEach(times::add);
        assertThat(LongStream.range(2_000, 3_000)).noneMatch(times::add);
        assertThat(times.add(0)).isTrue();
    }
}
