package io.towersense.cloud.silence;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/**
 * The progress of whoever reads a Kinesis stream, by the stream's own metric: {@code GetRecords.IteratorAgeMilliseconds}
 * has no data where nobody reads, and is 0 where the reader waits for records. CloudWatch has it two or three minutes
 * later; that time counts too, because nobody knows what became of the reader meanwhile.
 */
final class CloudWatchProgress implements StreamProgress {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int PERIOD_SECONDS = 60;

    private final CloudWatchClient cloudWatch;
    private final MetricDataQuery query;

    CloudWatchProgress(CloudWatchClient cloudWatch, String stream) {
        this.cloudWatch = cloudWatch;
        Metric age = Metric.builder()
                .namespace("AWS/Kinesis")
                .metricName("GetRecords.IteratorAgeMilliseconds")
                .dimensions(Dimension.builder().name("StreamName").value(stream).build())
                .build();
        this.query = MetricDataQuery.builder()
                .id("age")
                .metricStat(statistic ->
                        statistic.metric(age).period(PERIOD_SECONDS).stat("Maximum"))
                .build();
    }

    @Override
    public Optional<Duration> behind(Instant now) {
        List<MetricDataResult> results = cloudWatch
                .getMetricData(request ->
                        request.startTime(now.minus(WINDOW)).endTime(now).metricDataQueries(query))
                .metricDataResults();
        List<Instant> minutes =
                results.stream().flatMap(result -> result.timestamps().stream()).toList();
        if (minutes.isEmpty()) {
            return Optional.empty();
        }
        double oldest = results.stream()
                .flatMap(result -> result.values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        return Optional.of(Duration.between(Collections.max(minutes), now).plus(Duration.ofMillis((long) oldest)));
    }
}
