package io.towersense.cloud.testing;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

/** CloudWatch as far as it takes metrics, which can be made to fail. */
public final class Metrics implements CloudWatchClient {
    private final Queue<PutMetricDataRequest> requests = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failures = new AtomicInteger();

    @Override
    public PutMetricDataResponse putMetricData(PutMetricDataRequest request) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw SdkClientException.create("CloudWatch is out of reach");
        }
        requests.add(request);
        return PutMetricDataResponse.builder().build();
    }

    /** Lets the next calls fail. */
    public void failNext(int times) {
        failures.set(times);
    }

    public List<PutMetricDataRequest> requests() {
        return List.copyOf(requests);
    }

    /** The sum of each device's data, and under the empty name that of the data without a dimension. */
    public Map<String, Double> sums() {
        Map<String, Double> sums = new TreeMap<>();
        for (PutMetricDataRequest request : requests) {
            for (MetricDatum datum : request.metricData()) {
                String device = datum.hasDimensions() && !datum.dimensions().isEmpty()
                        ? datum.dimensions().get(0).value()
                        : "";
                sums.merge(device, datum.value(), Double::sum);
            }
        }
        return sums;
    }

    @Override
    public String serviceName() {
        return "monitoring";
    }

    @Override
    public void close() {}
}
