package io.towersense.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DemoReportTest {
    private static final Optional<Latencies.Percentiles> MEASURED =
            Optional.of(new Latencies.Percentiles(Duration.ofNanos(1_250_000), Duration.ofMillis(40)));

    private static DemoReport report(long sampled, long stored, long superseded, long quarantined, long pending) {
        return new DemoReport(
                sampled, stored, superseded, quarantined, 0, pending, 1, 1, 1, 1, MEASURED, MEASURED, Optional.empty());
    }

    @Test
    void everyReadingIsAccountedFor() {
        assertThat(report(100, 90, 5, 3, 2).addsUp()).isTrue();
        assertThat(report(100, 90, 5, 3, 1).addsUp()).isFalse();
        assertThat(report(100, 90, 5, 3, 1).unaccounted()).isEqualTo(1);
    }

    @Test
    void theJsonHasEveryFieldOfTheContract() {
        assertThat(report(100, 90, 5, 3, 2).toJson().toString())
                .isEqualTo("{\"sampled\":100,\"stored\":90,\"superseded\":5,\"quarantined\":3,\"dropped\":0,"
                        + "\"pending\":2,\"alarms_raised\":1,\"alarms_cleared\":1,\"notifications_raised\":1,"
                        + "\"notifications_cleared\":1,\"latency_ms\":{\"p50\":1.2,\"p99\":40.0},"
                        + "\"alert_log_ms\":{\"p50\":1.2,\"p99\":40.0},"
                        + "\"notification_ms\":{\"p50\":null,\"p99\":null}}");
    }
}
