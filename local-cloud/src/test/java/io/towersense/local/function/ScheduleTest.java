package io.towersense.local.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void aFunctionIsInvokedAgainThoughItFailed() throws Exception {
        CountDownLatch invocations = new CountDownLatch(3);
        try (Schedule ignored = Schedule.start(
                "silence",
                Duration.ofMillis(1),
                context -> {
                    invocations.countDown();
                    throw new IllegalStateException(context.getFunctionName());
                },
                Clock.system())) {
            assertThat(invocations.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
