package io.towersense.agent.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetriesTest {
    private static final Duration NOW = Duration.ofDays(1);

    private final Retries retries =
            new Retries(new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(5), new Random(1)));

    @Test
    void pausesDoubleUpToTheLongestAndAreDrawnFromTheirUpperHalf() {
        for (int span : new int[] {5, 10, 20, 40, 80, 160, 300, 300}) {
            retries.unconfirmed("message", NOW);
            assertThat(retries.next().orElseThrow().minus(NOW))
                    .isBetween(Duration.ofSeconds(span).dividedBy(2), Duration.ofSeconds(span));
        }
        IntStream.range(0, 100).forEach(i -> retries.unconfirmed("message", NOW));
        assertThat(retries.next().orElseThrow().minus(NOW)).isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
    }

    @Test
    void twoMessagesDoNotPauseAlike() {
        IntStream.range(0, 50).forEach(i -> retries.unconfirmed("message-" + i, NOW));
        assertThat(retries.takeDue(NOW.plusSeconds(3))).hasSizeBetween(1, 49);
    }

    @Test
    void whatIsDueComesOnceAndBeginsAnewOnlyWhenForgotten() {
        retries.unconfirmed("message", NOW);
        retries.unconfirmed("message", NOW);
        assertThat(retries.takeDue(NOW.plusSeconds(4))).isEmpty();
        assertThat(retries.takeDue(NOW.plusSeconds(10))).containsExactly("message");
        assertThat(retries.takeDue(NOW.plusSeconds(10))).isEmpty();
        retries.forget("message");
        retries.unconfirmed("message", NOW);
        assertThat(retries.next().orElseThrow()).isLessThanOrEqualTo(NOW.plusSeconds(5));
    }

    @Test
    void aReconnectShortensThePauseOfTheUnconfirmedAlone() {
        retries.refused("refused", NOW);
        retries.unconfirmed("unconfirmed", NOW);
        assertThat(retries.takeUnconfirmed()).containsExactly("unconfirmed");
        assertThat(retries.takeDue(NOW.plusSeconds(5))).containsExactly("refused");
    }
}
