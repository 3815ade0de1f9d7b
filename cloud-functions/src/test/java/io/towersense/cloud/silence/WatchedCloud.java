package io.towersense.cloud.silence;

import static io.towersense.cloud.testing.Events.enveloped;
import static io.towersense.cloud.testing.Events.reading;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.towersense.cloud.consumer.ConsumerFunction;
import io.towersense.cloud.consumer.ConsumerSettings;
import io.towersense.cloud.metric.EmbeddedMetrics;
import io.towersense.cloud.testing.Events;
import io.towersense.cloud.testing.TestCloud;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A test's cloud in which gateways and devices are heard, or not. */
final class WatchedCloud {
    static final Duration SILENT_AFTER = Duration.ofMinutes(15);

    private static final ObjectMapper JSON = new ObjectMapper();

    final TestCloud cloud = new TestCloud();
    /** One call at a time, so that a cloud of which a test makes hundreds needs no threads. */
    private final ConsumerFunction consumer = cloud.consumer(ConsumerSettings.fromEnvironment(Map.of(
            "READINGS_TABLE", cloud.tables.readings(),
            "STATE_TABLE", cloud.tables.state(),
            "QUARANTINE_BUCKET", "quarantine",
            "ALERT_FUNCTION", "alert-handler",
            "ACCEPT_BARE", "true",
            "CALLS_IN_FLIGHT", "1")));

    private final ByteArrayOutputStream metrics = new ByteArrayOutputStream();
    private volatile StreamProgress progress = now -> Optional.of(Duration.ZERO);

    /** How far the consumer is in the stream. */
    void progress(StreamProgress changed) {
        progress = changed;
    }

    /** Another container's function. */
    SilenceFunction function() {
        return new SilenceFunction(
                SilenceSettings.of(cloud.tables.state(), "alert-handler", "readings"),
                new SilenceClients(
                        cloud.dynamoDb,
                        cloud.invocations,
                        now -> progress.behind(now),
                        new EmbeddedMetrics(new PrintStream(metrics, true, UTF_8), cloud.clock)),
                cloud.clock);
    }

    /** A gateway sends a reading of its device. */
    void hear(String gateway, String device) {
        String readings = new String(reading(device, cloud.clock.now(), 20), UTF_8);
        byte[] batch = ("{\"rules_version\":\"1\",\"readings\":[" + readings + "]}").getBytes(UTF_8);
        consumer.handleRequest(Events.of(cloud.clock.now(), enveloped(gateway, cloud.clock.now(), batch)), null);
    }

    /** A bare reading comes. */
    void hearBare(String device) {
        consumer.handleRequest(cloud.bare(reading(device, cloud.clock.now(), 20)), null);
    }

    void pass(Duration time) {
        cloud.clock.advance(time);
    }

    /** One round of a container of its own, and the telling. */
    Map<String, Object> look() {
        Map<String, Object> answer = function().handleRequest(Map.of(), null);
        tell();
        return answer;
    }

    /** The alert handler does what it was invoked for. */
    void tell() {
        while (!cloud.invocations.isEmpty()) {
            cloud.alertHandler().handle(cloud.invocations.take());
        }
    }

    /** What people were told, as {@code raised gateway-1}. */
    List<String> told() {
        List<String> told = new ArrayList<>();
        List<String> devices = cloud.topic.attributes("device_id");
        for (int i = 0; i < devices.size(); i++) {
            told.add(cloud.topic.attributes("change").get(i) + " " + devices.get(i));
        }
        return told;
    }

    /** The metrics that were written last. */
    JsonNode lastMetrics() {
        List<String> lines = metrics.toString(UTF_8).lines().toList();
        try {
            return JSON.readTree(lines.get(lines.size() - 1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an item is marked as; empty where it is not watched. */
    Optional<String> mark(String id, String record) {
        return cloud.tables
                .state(id, record)
                .flatMap(item -> Optional.ofNullable(item.get("watch")))
                .map(mark -> mark.s().substring(0, mark.s().indexOf('#')));
    }
}
