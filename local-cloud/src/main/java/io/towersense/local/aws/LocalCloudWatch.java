package io.towersense.local.aws;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.LimitExceededException;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

/**
 * Metrics in the place of CloudWatch's: for each metric (namespace, name and exactly these dimensions) the sum of its
 * values. Thread-safe.
 */
public final class LocalCloudWatch implements CloudWatchClient {
    private static final int MOST_METRICS = 100_000;
    private static final int MOST_DATA = 1_000;
    private static final int MOST_DIMENSIONS = 30;
    private static final double GREATEST = Math.pow(2, 360);
    private static final Pattern NAMESPACE = Pattern.compile("[0-9A-Za-z._\\-/#][0-9A-Za-z._\\-/#: ]{0,254}");
    private static final Pattern NAME = Pattern.compile("[!-9;-~][ -~]{0,254}");
    private static final Pattern DIMENSION_VALUE = Pattern.compile("(?=.*\\S)[ -~]{1,1024}");

    private final Map<Series, Double> sums = new ConcurrentHashMap<>();

    /**
     * One metric.
     *
     * @param dimensions values by name; empty is a metric of its own
     */
    public record Series(String namespace, String name, Map<String, String> dimensions) {
        public Series {
            dimensions = Map.copyOf(dimensions);
        }
    }

    /** The sum of a metric's values, 0 where it has none. */
    public double sum(String namespace, String name, Map<String, String> dimensions) {
        return sums.getOrDefault(new Series(namespace, name, dimensions), 0.0);
    }

    /** All sums. */
    public Map<Series, Double> sums() {
        return Map.copyOf(sums);
    }

    @Override
    public PutMetricDataResponse putMetricData(PutMetricDataRequest request) {
        String namespace = request.namespace();
        require(
                namespace != null && NAMESPACE.matcher(namespace).matches() && !namespace.startsWith("AWS/"),
                "the namespace '" + namespace + "' is invalid");
        require(!request.metricData().isEmpty(), "MetricData is required");
        require(request.metricData().size() <= MOST_DATA, "MetricData has more than 1000 members");
        request.metricData().forEach(LocalCloudWatch::check);
        for (MetricDatum datum : request.metricData()) {
            Series series = new Series(namespace, datum.metricName(), dimensions(datum.dimensions()));
            if (sums.size() >= MOST_METRICS && !sums.containsKey(series)) {
                throw LimitExceededException.builder()
                        .message("more than " + MOST_METRICS + " metrics")
                        .build();
            }
            sums.merge(series, value(datum), Double::sum);
        }
        return PutMetricDataResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // nothing is open
    }

    private static void check(MetricDatum datum) {
        require(
                datum.metricName() != null && NAME.matcher(datum.metricName()).matches(),
                "the metric's name '" + datum.metricName() + "' is invalid");
        require(datum.dimensions().size() <= MOST_DIMENSIONS, datum.metricName() + " has more than 30 dimensions");
        for (Dimension dimension : datum.dimensions()) {
            require(
                    dimension.name() != null && NAME.matcher(dimension.name()).matches(),
                    "the dimension's name '" + dimension.name() + "' is invalid");
            require(
                    dimension.value() != null
                            && DIMENSION_VALUE.matcher(dimension.value()).matches(),
                    "the value of dimension " + dimension.name() + " is invalid");
        }
        require(
                dimensions(datum.dimensions()).size() == datum.dimensions().size(),
                datum.metricName() + " has a dimension twice");
        boolean single = datum.value() != null;
        boolean statistics = datum.statisticValues() != null;
        boolean several = datum.hasValues();
        require(
                (single ? 1 : 0) + (statistics ? 1 : 0) + (several ? 1 : 0) == 1,
                datum.metricName() + " needs a value, statistics, or values");
        double value = value(datum);
        require(
                Double.isFinite(value) && Math.abs(value) <= GREATEST,
                datum.metricName() + ": " + value + " is outside CloudWatch's range");
    }

    private static double value(MetricDatum datum) {
        if (datum.value() != null) {
            return datum.value();
        }
        if (datum.statisticValues() != null) {
            return datum.statisticValues().sum();
        }
        double sum = 0;
        for (int i = 0; i < datum.values().size(); i++) {
            sum += datum.values().get(i) * (datum.hasCounts() ? datum.counts().get(i) : 1);
        }
        return sum;
    }

    private static Map<String, String> dimensions(List<Dimension> dimensions) {
        Map<String, String> byName = new TreeMap<>();
        dimensions.forEach(dimension -> byName.put(dimension.name(), dimension.value()));
        return byName;
    }

    private static void require(boolean holds, @Nullable String message) {
        if (!holds) {
            throw (CloudWatchException) InvalidParameterValueException.builder()
                    .message(message)
                    .statusCode(400)
                    .build();
        }
    }
}
