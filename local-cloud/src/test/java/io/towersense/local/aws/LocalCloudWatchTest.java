package io.towersense.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

class LocalCloudWatchTest {
    private final LocalCloudWatch cloudWatch = new LocalCloudWatch();

    @Test
    void aMetricWithADimensionIsAnotherThanThatWithout() {
        put(
                "IoTPipeline/Alerts",
                datum(2).build(),
                datum(3).dimensions(device("a")).build());
        put("IoTPipeline/Alerts", datum(4).dimensions(device("a")).build());
        assertThat(sum(Map.of())).isEqualTo(2);
        assertThat(sum(Map.of("DeviceId", "a"))).isEqualTo(7);
        assertThat(sum(Map.of("DeviceId", "b"))).isZero();
        assertThat(cloudWatch.sums()).hasSize(2);
    }

    @Test
    void whatCloudWatchRefusesIsRefusedWhole() {
        MetricDatum fine = datum(1).build();
        assertThatThrownBy(() -> put("AWS/Lambda", fine)).isInstanceOf(CloudWatchException.class);
        assertThatThrownBy(() -> put(":x", fine)).isInstanceOf(CloudWatchException.class);
        assertThatThrownBy(() -> put("x", fine, datum(Double.NaN).build())).isInstanceOf(CloudWatchException.class);
        assertThatThrownBy(() -> put("x", datum(1).metricName("").build())).isInstanceOf(CloudWatchException.class);
        assertThatThrownBy(() -> put("x", datum(1).dimensions(device(" ")).build()))
                .isInstanceOf(CloudWatchException.class);
        assertThatThrownBy(() -> put("x", datum(1).dimensions(device("Ålesund")).build()))
                .isInstanceOf(CloudWatchException.class);
        assertThatThrownBy(() -> put(
                        "x",
                        datum(1).dimensions(Collections.nCopies(31, device("a")))
                                .build()))
                .isInstanceOf(CloudWatchException.class);
        assertThatThrownBy(() -> put("x", Collections.nCopies(1_001, fine).toArray(MetricDatum[]::new)))
                .isInstanceOf(CloudWatchException.class);
        assertThat(cloudWatch.sums()).isEmpty();
    }

    private void put(String namespace, MetricDatum... data) {
        cloudWatch.putMetricData(request -> request.namespace(namespace).metricData(data));
    }

    private double sum(Map<String, String> dimensions) {
        return cloudWatch.sum("IoTPipeline/Alerts", "AnomalyCount", dimensions);
    }

    private static MetricDatum.Builder datum(double value) {
        return MetricDatum.builder().metricName("AnomalyCount").value(value);
    }

    private static Dimension device(String id) {
        return Dimension.builder().name("DeviceId").value(id).build();
    }
}
