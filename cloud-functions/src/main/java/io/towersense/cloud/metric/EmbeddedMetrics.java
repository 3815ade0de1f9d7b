package io.towersense.cloud.metric;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.towersense.telemetry.time.Clock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The writer of CloudWatch's embedded metric format: one JSON object a line, from which CloudWatch Logs takes the metrics.
 * Lambda passes a line that is a JSON object on as it is, and filters it as one of level INFO. Thread-safe, and never
 * fails.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html">
 *     the specification</a>
 */
public final class EmbeddedMetrics {
    /** The namespace of all metrics that are written here. */
    public static final String NAMESPACE = "IoTPipeline/Operations";

    private static final JsonFactory JSON = new JsonFactory();

    private final PrintStream out;
    private final Clock clock;

    /**
     * Metrics that are lines of {@code out}.
     *
     * @param clock when they were measured
     */
    public EmbeddedMetrics(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** Metrics that nobody sees, where there is no CloudWatch. */
    public static EmbeddedMetrics unseen() {
        return new EmbeddedMetrics(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), Clock.system());
    }

    /** Writes these in one line; none: nothing. */
    public void write(MetricValues... metrics) {
        write(List.of(metrics));
    }

    /** Writes these, each metric once, in one line; none: nothing. */
    public void write(List<MetricValues> metrics) {
        if (metrics.isEmpty()) {
            return;
        }
        byte[] line = line(metrics);
        // one call, or lines of invocations beside each other could mix
        out.write(line, 0, line.length);
        out.flush();
    }

    private byte[] line(List<MetricValues> metrics) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            writeDirective(json, metrics);
            for (MetricValues values : metrics) {
                json.writeFieldName(values.metric().label());
                writeValues(json, values.values());
            }
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private void writeDirective(JsonGenerator json, List<MetricValues> metrics) throws IOException {
        json.writeObjectFieldStart("_aws");
        json.writeNumberField("Timestamp", clock.now().toEpochMilli());
        json.writeArrayFieldStart("CloudWatchMetrics");
        json.writeStartObject();
        json.writeStringField("Namespace", NAMESPACE);
        json.writeArrayFieldStart("Dimensions");
        json.writeStartArray();
        json.writeEndArray();
        json.writeEndArray();
        json.writeArrayFieldStart("Metrics");
        for (MetricValues values : metrics) {
            json.writeStartObject();
            json.writeStringField("Name", values.metric().label());
            json.writeStringField("Unit", values.metric().unit().toString());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeValues(JsonGenerator json, List<Long> values) throws IOException {
        if (values.size() == 1) {
            json.writeNumber(values.get(0));
            return;
        }
        json.writeStartArray();
        for (long value : values) {
            json.writeNumber(value);
        }
        json.writeEndArray();
    }
}
