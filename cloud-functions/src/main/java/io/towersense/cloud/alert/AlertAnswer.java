package io.towersense.cloud.alert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The function's answer as JSON. */
final class AlertAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    private AlertAnswer() {}

    static byte[] notified(int count) {
        return write(json -> json.writeNumberField("notified", count));
    }

    static byte[] classified(List<Anomaly> anomalies) {
        return write(json -> {
            json.writeNumberField("notified", anomalies.isEmpty() ? 0 : 1);
            json.writeArrayFieldStart("anomalies");
            for (Anomaly anomaly : anomalies) {
                json.writeStartObject();
                json.writeStringField("field", anomaly.field());
                json.writeNumberField("value", anomaly.value());
                json.writeNumberField("threshold", anomaly.threshold());
                json.writeStringField("direction", anomaly.direction().label());
                json.writeStringField("severity", anomaly.severity().label());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static byte[] write(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** The fields of one object. */
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }
}
