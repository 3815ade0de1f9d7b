package io.towersense.cloud.silence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    private final StreamProgress progress = new CloudWatchProgress(cloudWatch, "readings");

    @Test
    void theOldestThatWasReadAndTheTimeSinceThenAreWhatMayBeUnread() {
        cloudWatch.result = MetricDataResult.builder()
                .id("age")
                .timestamps(Instant.parse("2026-11-22T10:07:00Z"), Instant.parse("2026-11-22T10:08:00Z"))
                .values(61_000.0, 500.0)
                .build();

        assertThat(progress.behind(NOW)).contains(Duration.ofSeconds(150 + 61));
    }

    @Test
    void whereThereIsNoFigureNobodyReads() {
        cloudWatch.result = MetricDataResult.builder().id("age").build();

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

    private static final class Answering implements CloudWatchClient {
        private final List<GetMetricDataRequest> asked = new ArrayList<>();
        private MetricDataResult result = MetricDataResult.builder().build();

        @Override
        public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
            asked.add(request);
            return GetMetricDataResponse.builder().metricDataResults(result).build();
        }

        @Override
        public String serviceName() {
            return "monitoring";
        }

        @Override
        public void close() {}
    }
}
