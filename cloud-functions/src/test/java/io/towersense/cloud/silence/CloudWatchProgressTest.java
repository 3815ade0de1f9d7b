package io.towersense.cloud.silence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;

class CloudWatchProgressTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:10:30Z");

    private final Answering cloudWatch = new Answering();
    private final StreamProgress progress = new CloudWatchProgress(cloudWatch, "readings", Optional.of("consumer"));

    @Test
    void theOldestThatWasReadAndTheTimeSinceThenAreWhatMayBeUnread() {
        cloudWatch.results = List.of(MetricDataResult.builder()
                .id("stream")
                .timestamps(Instant.parse("2026-11-22T10:07:00Z"), Instant.parse("2026-11-22T10:08:00Z"))
                .values(61_000.0, 500.0)
                .build());

        assertThat(progress.behind(NOW)).contains(Duration.ofSeconds(150 + 61));
    }

    @Test
    void aShardAtWhichTheConsumerIsHeldUpCountsThoughTheOthersAreRead() {
        cloudWatch.results = List.of(age("stream", 0), age("consumer", 400_000));

        assertThat(progress.behind(NOW)).contains(Duration.ofSeconds(150 + 400));
    }

    @Test
    void aConsumerThatWasSentNothingIsNoTrouble() {
        cloudWatch.results = List.of(
                age("stream", 0), MetricDataResult.builder().id("consumer").build());

        assertThat(progress.behind(NOW)).contains(Duration.ofSeconds(150));
    }

    @Test
    void whereNoConsumerIsNamedOnlyTheStreamIsAsked() {
        new CloudWatchProgress(cloudWatch, "readings", Optional.empty()).behind(NOW);

        assertThat(cloudWatch.asked.get(0).metricDataQueries()).hasSize(1);
    }

    @Test
    void theConsumersOwnMetricIsAskedForToo() {
        progress.behind(NOW);

        MetricDataQuery query = cloudWatch.asked.get(0).metricDataQueries().get(1);
        assertThat(query.metricStat().stat()).isEqualTo("Maximum");
        assertThat(query.metricStat().metric().namespace()).isEqualTo("AWS/Lambda");
        assertThat(query.metricStat().metric().metricName()).isEqualTo("IteratorAge");
        assertThat(query.metricStat().metric().dimensions())
                .containsExactly(Dimension.builder()
                        .name("FunctionName")
                        .value("consumer")
                        .build());
    }

    @Test
    void whereThereIsNoFigureNobodyReads() {
        cloudWatch.results = List.of(
                age("consumer", 500), MetricDataResult.builder().id("stream").build());

        assertThat(progress.behind(NOW)).isEmpty();
    }

    @Test
    void theStreamsOwnMetricOfTheLastMinutesIsAskedFor() {
        progress.behind(NOW);

        assertThat(cloudWatch.asked).hasSize(1);
        GetMetricDataRequest request = cloudWatch.asked.get(0);
        assertThat(Duration.between(request.startTime(), request.endTime())).isEqualTo(Duration.ofMinutes(5));
        MetricDataQuery query = request.metricDataQueries().get(0);
        assertThat(query.metricStat().stat()).isEqualTo("Maximum");
        assertThat(query.metricStat().metric().namespace()).isEqualTo("AWS/Kinesis");
        assertThat(query.metricStat().metric().metricName()).isEqualTo("GetRecords.IteratorAgeMilliseconds");
        assertThat(query.metricStat().metric().dimensions())
                .containsExactly(
                        Dimension.builder().name("StreamName").value("readings").build());
    }

    private static MetricDataResult age(String id, double milliseconds) {
        return MetricDataResult.builder()
                .id(id)
                .timestamps(Instant.parse("2026-11-22T10:08:00Z"))
                .values(milliseconds)
                .build();
    }

    private static final class Answering implements CloudWatchClient {
        private final List<GetMetricDataRequest> asked = new ArrayList<>();
        private List<MetricDataResult> results = List.of();

        @Override
        public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
            asked.add(request);
            return GetMetricDataResponse.builder().metricDataResults(results).build();
        }

        @Override
        public String serviceName() {
            return "monitoring";
        }

        @Override
        public void close() {}
    }
}
