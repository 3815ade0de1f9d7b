package io.towersense.agent.greengrass;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.agent.greengrass.NucleusFault.Offline;
import io.towersense.agent.greengrass.NucleusFault.SpoolFull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class HoldingTest {
    /** Draws the longest. */
    private static final RandomGenerator LONGEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return 0;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    private final Holding holding = new Holding(LONGEST);

    @Test
    void whileTheSpoolIsFullThePauseDoublesUpToAMinute() {
        assertThat(pauses(new SpoolFull(), 6)).containsExactly(5, 10, 20, 40, 60, 60);
    }

    @Test
    void whileTheNucleusIsOfflineItDoublesUpToFiveMinutes() {
        assertThat(pauses(new Offline("offline"), 5)).containsExactly(30, 60, 120, 240, 300);
    }

    @Test
    void messagesThatWereOutTogetherAreOneRefusal() {
        Duration now = Duration.ofSeconds(1);
        assertThat(holding.refused(new SpoolFull(), now)).isEqualTo(Duration.ofSeconds(5));
        assertThat(holding.refused(new SpoolFull(), now.plusSeconds(1))).isEqualTo(Duration.ofSeconds(4));
        assertThat(holding.refused(new SpoolFull(), now.plusSeconds(5))).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aMessageThatIsTakenBeginsAnew() {
        pauses(new SpoolFull(), 4);
        holding.accepted();
        assertThat(pauses(new SpoolFull(), 1)).containsExactly(5);
    }

    private List<Integer> pauses(NucleusFault fault, int count) {
        List<Integer> seconds = new ArrayList<>();
        Duration now = Duration.ofHours(1);
        for (int time = 0; time < count; time++) {
            Duration pause = holding.refused(fault, now);
            seconds.add(Math.toIntExact(pause.toSeconds()));
            now = now.plus(pause);
        }
        return seconds;
    }
}
