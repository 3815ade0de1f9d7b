package io.towersense.cloud.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.towersense.cloud.metric.EmbeddedMetrics;
import io.towersense.cloud.metric.OperationsMetric;
import io.towersense.telemetry.time.Clock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A function's log as far as CloudWatch takes metrics from it. */
public final class OperationsLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Metrics that are written into this log. */
    public EmbeddedMetrics metrics(Clock clock) {
        return new EmbeddedMetrics(new PrintStream(out, true, StandardCharsets.UTF_8), clock);
    }

    /** The lines. */
    public List<JsonNode> lines() {
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(OperationsLog::json)
                .toList();
    }

    /** All values of a metric, in the order of the lines. */
    public List<Long> values(OperationsMetric metric) {
        return lines().stream()
                .map(line -> line.path(metric.label()))
                .flatMap(value -> value.isArray()
                        ? value.valueStream()
                        : JSON.createArrayNode().add(value).valueStream())
                .filter(JsonNode::isNumber)
                .map(JsonNode::asLong)
                .toList();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(line, e);
        }
    }
}
