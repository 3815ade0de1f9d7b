package io.towersense.agent.sensors;

import com.fasterxml.jackson.core.JsonGenerator;
import io.towersense.sensor.SensorProblem;
import io.towersense.telemetry.metric.Metric;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;

/** A reading as one JSON object. */
final class ReadingJson {
    private ReadingJson() {}

    static String of(SensorReading reading) {
        return JsonLine.of(json -> write(json, reading));
    }

    private static void write(JsonGenerator json, SensorReading reading) throws IOException {
        json.writeStringField("driver", reading.driver());
        if (reading.place().isPresent()) {
            json.writeNumberField("bus", reading.place().get().bus());
            json.writeStringField("address", reading.place().get().hexAddress());
        }
        if (reading.simulated()) {
            json.writeBooleanField("simulated", true);
        }
        json.writeObjectFieldStart("metrics");
        for (Map.Entry<Metric, BigDecimal> value : reading.values().entrySet()) {
            json.writeNumberField(value.getKey().key(), value.getValue());
        }
        json.writeEndObject();
        raw(json, reading);
        if (!reading.problems().isEmpty()) {
            json.writeObjectFieldStart("problems");
            for (Map.Entry<Metric, SensorProblem> problem : reading.problems().entrySet()) {
                json.writeObjectFieldStart(problem.getKey().key());
                json.writeStringField("kind", problem.getValue().kind().label());
                json.writeStringField("reason", problem.getValue().sentence());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        if (reading.fault().isPresent()) {
            json.writeStringField("fault", reading.fault().get().sentence());
            json.writeStringField("fault_kind", reading.fault().get().kind().label());
        }
    }

    private static void raw(JsonGenerator json, SensorReading reading) throws IOException {
        if (reading.registers().isEmpty() && reading.counts().isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("raw");
        for (Map.Entry<String, String> register : reading.registers().entrySet()) {
            json.writeStringField(register.getKey(), register.getValue());
        }
        for (Map.Entry<Metric, Long> count : reading.counts().entrySet()) {
            json.writeNumberField(count.getKey().key(), count.getValue());
        }
        json.writeEndObject();
    }
}
