package io.towersense.cloud.consumer;

import static io.towersense.cloud.metric.OperationsMetric.READINGS_STORED;
import static io.towersense.cloud.metric.OperationsMetric.READING_AGE;
import static io.towersense.cloud.metric.OperationsMetric.RECORDS_QUARANTINED;
import static io.towersense.cloud.testing.Events.reading;
import static io.towersense.cloud.testing.TestCloud.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import io.towersense.cloud.testing.TestCloud;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsumerMetricsTest {
    private final TestCloud cloud = new TestCloud();
    private final ConsumerFunction consumer = cloud.consumer();

    @Test
    void anEventIsOneLineOfWhatWasStoredHowOldItWasAndWhatIsInQuarantine() {
        consumer.handleRequest(
                cloud.bare(
                        reading("tower-1", START.minusSeconds(2), 20),
                        "nonsense".getBytes(UTF_8),
                        reading("tower-2", START.plusMillis(5), 20)),
                null);

        assertThat(cloud.operations.lines()).hasSize(1);
        assertThat(cloud.operations.values(READINGS_STORED)).containsExactly(2L);
        assertThat(cloud.operations.values(READING_AGE)).containsExactly(2_000L, -5L);
        assertThat(cloud.operations.values(RECORDS_QUARANTINED)).containsExactly(1L);
    }

    @Test
    void whatHasToComeAgainIsCountedWhenItIsSettled() {
        KinesisEvent event =
                cloud.bare(reading("tower-1", START, 20), reading("tower-2", START, 20), "nonsense".getBytes(UTF_8));
        cloud.quarantine.failNext(1);

        cloud.deliver(consumer, event);

        assertThat(cloud.operations.values(READINGS_STORED)).containsExactly(2L);
        assertThat(cloud.operations.values(RECORDS_QUARANTINED)).containsExactly(1L);
    }

    @Test
    void ofALargeEventAgesAreAFairSample() {
        byte[][] readings = IntStream.range(0, 500)
                .mapToObj(i -> reading("tower-1", START.minusMillis(i), 20))
                .toArray(byte[][]::new);

        consumer.handleRequest(cloud.bare(readings), null);

        List<Long> ages = cloud.operations.values(READING_AGE);
        assertThat(ages).hasSize(100).startsWith(0L).endsWith(499L);
        assertThat(cloud.operations.values(READINGS_STORED)).containsExactly(500L);
    }

    @Test
    void anEventWithNothingInItWritesNothing() {
        consumer.handleRequest(cloud.bare(), null);

        assertThat(cloud.operations.lines()).isEmpty();
    }
}
