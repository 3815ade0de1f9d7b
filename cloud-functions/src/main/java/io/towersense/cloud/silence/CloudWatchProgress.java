package io.towersense.cloud.silence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

/**
 * The progress of a stream's consumer, by two metrics. The stream's own, {@code GetRecords.IteratorAgeMilliseconds}, has no
 * data where nobody reads, and is 0 where the reader waits for records; but it is one figure for all shards and readers, and
 * a shard of which a batch is tried again and again is not in it. That is in the function's, {@code IteratorAge}, which in turn
 * has no data where nothing was sent. CloudWatch has them two or three minutes later; that time counts too, because nobody
 * knows what became of the reader meanwhile.
 */
final class CloudWatchProgress implements StreamProgress {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int PERIOD_SECONDS = 60;
    private static final String STREAM = "stream";

    private final CloudWatchClient cloudWatch;
    private final List<MetricDataQuery> queries;

    /** @param consumer name of the function that reads the stream; empty: only the stream is asked */
    CloudWatchProgress(CloudWatchClient cloudWatch, String stream, Optional<String> consumer) {
        this.cloudWatch = cloudWatch;
        List<MetricDataQuery> asked = new ArrayList<>();
        asked.add(oldest(STREAM, "AWS/Kinesis", "GetRecords.IteratorAgeMilliseconds", "StreamName", stream));
        consumer.ifPresent(name -> asked.add(oldest("consumer", "AWS/Lambda", "IteratorAge", "FunctionName", name)));
        this.queries = List.copyOf(asked);
    }

    @Override
    public Optional<Duration> behind(Instant now) {
        List<MetricDataResult> results = cloudWatch
                .getMetricData(request ->
                        request.startTime(now.minus(WINDOW)).endTime(now).metricDataQueries(queries))
                .metricDataResults();
        Optional<Instant> lastRead = results.stream()
                .filter(result -> STREAM.equals(result.id()))
                .flatMap(result -> result.timestamps().stream())
                .max(Comparator.naturalOrder());
        double oldest = results.stream()
                .flatMap(result -> result.values().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        return lastRead.map(minute -> Duration.between(minute, now).plus(Duration.ofMillis((long) oldest)));
    }

    private static MetricDataQuery oldest(String id, String namespace, String name, String dimension, String value) {
        Metric metric = Metric.builder()
                .namespace(namespace)
                .metricName(name)
                .dimensions(Dimension.builder().name(dimension).value(value).build())
                .build();
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(statistic ->
                        statistic.metric(metric).period(PERIOD_SECONDS).stat("Maximum"))
                .build();
    }
}
