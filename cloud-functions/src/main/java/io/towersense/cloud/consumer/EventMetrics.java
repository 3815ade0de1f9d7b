package io.towersense.cloud.consumer;

import static io.towersense.cloud.metric.OperationsMetric.READINGS_STORED;
import static io.towersense.cloud.metric.OperationsMetric.READING_AGE;
import static io.towersense.cloud.metric.OperationsMetric.RECORDS_QUARANTINED;

import io.towersense.cloud.metric.MetricValues;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What one event adds to the metrics of operation. */
final class EventMetrics {
    private EventMetrics() {}

    /**
     * The event's metrics; none where nothing came of it.
     *
     * @param stored what of it is stored and settled; what was put back from quarantine has no age that tells anything
     * @param storedAt when the table had it
     * @param quarantined how many of its settled records have something in quarantine
     */
    static List<MetricValues> of(List<Arrival> stored, Instant storedAt, long quarantined) {
        List<MetricValues> metrics = new ArrayList<>();
        if (!stored.isEmpty()) {
            metrics.add(MetricValues.of(READINGS_STORED, stored.size()));
        }
        List<Long> ages = stored.stream()
                .filter(arrival -> !arrival.isResubmitted())
                .map(arrival -> Duration.between(arrival.timestamp(), storedAt).toMillis())
                .toList();
        if (!ages.isEmpty()) {
            metrics.add(MetricValues.sampled(READING_AGE, ages));
        }
        if (quarantined > 0) {
            metrics.add(MetricValues.of(RECORDS_QUARANTINED, quarantined));
        }
        return metrics;
    }
}
