package io.towersense.cloud.metric;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What one invocation has to say of a metric.
 *
 * @param values 1 to 100, as many as the embedded metric format takes
 */
public record MetricValues(OperationsMetric metric, List<Long> values) {
    private static final int MOST = 100;

    /** @throws IllegalArgumentException if there is no value, or more than 100 */
    public MetricValues {
        values = List.copyOf(values);
        if (values.isEmpty() || values.size() > MOST) {
            throw new IllegalArgumentException(
                    metric.label() + ": " + values.size() + " values; 1 to " + MOST + " fit");
        }
    }

    /** A single value. */
    public static MetricValues of(OperationsMetric metric, long value) {
        return new MetricValues(metric, List.of(value));
    }

    /**
     * All of them as long as they fit. Of more, 100 that lie evenly among the sorted ones from the smallest to the largest,
     * because the format has no counts: percentiles stay where they are, to one percent.
     *
     * @param all at least one
     */
    public static MetricValues sampled(OperationsMetric metric, List<Long> all) {
        if (all.size() <= MOST) {
            return new MetricValues(metric, all);
        }
        List<Long> sorted = all.stream().sorted().toList();
        long last = sorted.size() - 1L;
        return new MetricValues(
                metric,
                IntStream.range(0, MOST)
                        .mapToObj(i -> sorted.get((int) (i * last / (MOST - 1))))
                        .toList());
    }
}
