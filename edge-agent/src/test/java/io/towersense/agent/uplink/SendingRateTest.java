package io.towersense.agent.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SendingRateTest {
    @Test
    void noSecondSeesMoreThanAreAllowed() {
        SendingRate rate = new SendingRate(7);
        Random random = new Random(1);
        List<Duration> sent = new ArrayList<>();
        Duration now = Duration.ofDays(3);
        for (int i = 0; i < 1_000; i++) {
            Duration pause = rate.pause(now);
            if (pause.isZero()) {
                rate.count(now);
                sent.add(now);
                now = now.plusMillis(random.nextInt(40));
            } else {
                now = now.plus(pause);
            }
        }
        for (int i = 7; i < sent.size(); i++) {
            assertThat(sent.get(i).minus(sent.get(i - 7))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
        assertThat(sent).hasSizeGreaterThan(500);
    }

    @Test
    void thePauseLastsUntilTheOldestOfTheLastSecondIsASecondOld() {
        SendingRate rate = new SendingRate(2);
        rate.count(Duration.ZERO);
        rate.count(Duration.ofMillis(300));
        assertThat(rate.pause(Duration.ofMillis(400))).isEqualTo(Duration.ofMillis(600));
        assertThat(rate.pause(Duration.ofSeconds(1))).isZero();
    }
}
