package io.towersense.cloud.consumer;

import io.towersense.cloud.text.PlainText;
import io.towersense.telemetry.metric.Metric;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/**
 * The metric {@code AnomalyCount}: how many metrics broke a rule, in all stored readings of an event, for each device
 * with dimension {@code DeviceId} where that is wanted, and for all of them without a dimension. Where nothing broke a
 * rule nothing is published. CloudWatch never holds data up: if it does not take the counts, they are in the log and
 * nowhere else.
 */
final class AnomalyCount {
    static final String NAMESPACE = "IoTPipeline/Alerts";
    static final String NAME = "AnomalyCount";

    private static final Logger LOG = LoggerFactory.getLogger(AnomalyCount.class);
    /** PutMetricData takes 1,000 and 1 MiB. */
    private static final int MOST = 500;

    private final CloudWatchClient cloudWatch;
    private final boolean byDevice;

    /** With a series for each device, or with the sum alone. */
    AnomalyCount(CloudWatchClient cloudWatch, boolean byDevice) {
        this.cloudWatch = cloudWatch;
        this.byDevice = byDevice;
    }

    /** Counts readings that are stored and settled. */
    void publish(List<Arrival> stored, Instant now) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Arrival arrival : stored) {
            List<String> breaches = arrival.reading().breaches();
            if (!breaches.isEmpty()) {
                counts.merge(arrival.deviceId(), Metric.watchedBy(breaches).size(), Integer::sum);
            }
        }
        if (counts.isEmpty()) {
            return;
        }
        List<MetricDatum> data = new ArrayList<>();
        data.add(datum(counts.values().stream().mapToInt(Integer::intValue).sum(), now));
        if (byDevice) {
            counts.forEach((device, count) -> data.add(datum(count, now).toBuilder()
                    .dimensions(
                            Dimension.builder().name("DeviceId").value(device).build())
                    .build()));
        }
        for (int start = 0; start < data.size(); start += MOST) {
            put(data.subList(start, Math.min(data.size(), start + MOST)), counts);
        }
    }

    private void put(List<MetricDatum> data, Map<String, Integer> counts) {
        try {
            cloudWatch.putMetricData(request -> request.namespace(NAMESPACE).metricData(data));
        } catch (RuntimeException e) {
            LOG.warn("CloudWatch does not take {} {}: {}", NAME, counts, PlainText.of(e));
        }
    }

    private static MetricDatum datum(int count, Instant now) {
        return MetricDatum.builder()
                .metricName(NAME)
                .timestamp(now)
                .unit(StandardUnit.COUNT)
                .value((double) count)
                .build();
    }
}
