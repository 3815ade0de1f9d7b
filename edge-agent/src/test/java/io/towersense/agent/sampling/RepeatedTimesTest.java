package io.towersense.agent.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RepeatedTimesTest {

    @Property
    void whatASetWouldNotice(@ForAll List<@LongRange(min = -50, max = 50) Long> seconds) {
        RepeatedTimes times = new RepeatedTimes(1_000);
        Set<Long> seen = new HashSet<>();
        for (long second : seconds) {
            assertThat(times.add(Instant.ofEpochSecond(second))).isEqualTo(!seen.add(second));
        }
    }

    @Test
    void microsecondsCount() {
        RepeatedTimes times = new RepeatedTimes(10);
        times.add(Instant.parse("2014-01-07T02:00:00.000001Z"));
        assertThat(times.add(Instant.parse("2014-01-07T02:00:00.000002Z"))).isFalse();
        assertThat(times.add(Instant.parse("2014-01-07T02:00:00.000001Z"))).isTrue();
    }

    @Test
    void theLastOnesAreRememberedAndTheOldestForgotten() {
        RepeatedTimes times = new RepeatedTimes(100);
        for (int second = 0; second < 1_000; second++) {
            assertThat(times.add(Instant.ofEpochSecond(second))).isFalse();
        }
        for (int second = 900; second < 1_000; second++) {
            assertThat(times.add(Instant.ofEpochSecond(second))).isTrue();
        }
        assertThat(times.add(Instant.EPOCH)).isFalse();
    }
}
