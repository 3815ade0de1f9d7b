package io.towersense.telemetry.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.AlarmState;
import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.ProbableCause;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.time.Timestamps;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** An alarm event as one JSON object. */
public final class AlarmCodec {
    private AlarmCodec() {}

    /** The event's JSON, UTF-8. */
    public static byte[] encode(AlarmEvent event) {
        return Json.write(generator -> write(generator, event));
    }

    /**
     * Reads one event.
     *
     * @throws UndecodableException if the bytes are anything else, or too many; the message names the field
     */
    public static AlarmEvent decode(byte[] json) {
        WireLimit.require(json);
        return read(TreeReader.of(json));
    }

    static AlarmEvent read(TreeReader json) {
        try {
            return AlarmEvent.builder(
                            json.text("alarm_id"), json.whole("revision"), json.word("change", AlarmChange::of))
                    .state(json.word("state", AlarmState::of))
                    .deviceId(json.identifier("device_id"))
                    .siteId(json.optionalText("site_id"))
                    .rule(json.identifier("rule"))
                    .metric(json.optionalText("metric"))
                    .value(json.optionalNumber("value"))
                    .threshold(json.optionalNumber("threshold"))
                    .direction(json.word("direction", Direction::of))
                    .severity(json.word("severity", Severity::of))
                    .probableCause(cause(json.object("probable_cause").whole("number")))
                    .raisedAt(json.instant("raised_at"))
                    .changedAt(json.instant("changed_at"))
                    .clearedAt(json.optionalInstant("cleared_at"))
                    .operator(json.optionalText("operator"))
                    .shelvedUntil(json.optionalInstant("shelved_until"))
                    .simulated(json.truth("simulated"))
                    .text(json.text("text"))
                    .build();
        } catch (IllegalArgumentException e) {
            throw new UndecodableException(String.valueOf(e.getMessage()));
        }
    }

    private static ProbableCause cause(long number) {
        return Arrays.stream(ProbableCause.values())
                .filter(cause -> cause.number() == number)
                .findFirst()
                .orElseThrow(() ->
                        new UndecodableException("probable_cause.number: " + number + " is none of the known causes"));
    }

    static void write(JsonGenerator generator, AlarmEvent event) throws IOException {
        generator.writeStartObject();
        writeFields(generator, event);
        generator.writeEndObject();
    }

    /** Writes the event's fields into the object that is open, for a document that has more of its own. */
    public static void writeFields(JsonGenerator generator, AlarmEvent event) throws IOException {
        generator.writeStringField("alarm_id", event.alarmId());
        generator.writeNumberField("revision", event.revision());
        generator.writeStringField("change", event.change().label());
        generator.writeStringField("state", event.state().label());
        generator.writeStringField("device_id", event.deviceId());
        writeText(generator, "site_id", event.siteId());
        generator.writeStringField("rule", event.rule());
        writeText(generator, "metric", event.metric());
        if (event.value().isPresent()) {
            generator.writeNumberField("value", event.value().get());
        }
        if (event.threshold().isPresent()) {
            generator.writeNumberField("threshold", event.threshold().get());
        }
        generator.writeStringField("direction", event.direction().label());
        generator.writeStringField("severity", event.severity().label());
        generator.writeObjectFieldStart("probable_cause");
        generator.writeStringField("name", event.probableCause().label());
        generator.writeNumberField("number", event.probableCause().number());
        generator.writeEndObject();
        generator.writeStringField("raised_at", Timestamps.format(event.raisedAt()));
        generator.writeStringField("changed_at", Timestamps.format(event.changedAt()));
        writeInstant(generator, "cleared_at", event.clearedAt());
        writeText(generator, "operator", event.operator());
        writeInstant(generator, "shelved_until", event.shelvedUntil());
        if (event.simulated()) {
            generator.writeBooleanField("simulated", true);
        }
        generator.writeStringField("text", event.text());
    }

    private static void writeText(JsonGenerator generator, String field, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            generator.writeStringField(field, text.get());
        }
    }

    private static void writeInstant(JsonGenerator generator, String field, Optional<Instant> instant)
            throws IOException {
        if (instant.isPresent()) {
            generator.writeStringField(field, Timestamps.format(instant.get()));
        }
    }
}
