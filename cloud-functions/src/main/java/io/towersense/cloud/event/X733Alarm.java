package io.towersense.cloud.event;

import com.fasterxml.jackson.core.JsonGenerator;
import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.time.Timestamps;
import java.io.IOException;

/** The change as the parameters of an alarm report by ITU-T X.733. */
final class X733Alarm {
    private X733Alarm() {}

    static void write(JsonGenerator json, AlarmEvent event) throws IOException {
        boolean cleared = event.change() == AlarmChange.CLEARED;
        json.writeObjectFieldStart("x733");
        json.writeStringField("managedObjectInstance", event.deviceId());
        json.writeStringField("eventType", EventType.of(event.probableCause()).label());
        json.writeStringField("eventTime", Timestamps.format(event.changedAt()));
        json.writeStringField("probableCause", event.probableCause().label());
        json.writeArrayFieldStart("specificProblems");
        json.writeString(event.rule());
        json.writeEndArray();
        json.writeStringField(
                "perceivedSeverity", cleared ? "cleared" : event.severity().label());
        thresholdInfo(json, event);
        json.writeStringField("additionalText", event.text());
        json.writeEndObject();
    }

    /** Where a limit was crossed. Of the pair of limits that X.733 knows an alarm event has the one that raises. */
    private static void thresholdInfo(JsonGenerator json, AlarmEvent event) throws IOException {
        boolean up = event.direction() == Direction.ABOVE;
        boolean crossed = up || event.direction() == Direction.BELOW;
        if (!crossed
                || event.metric().isEmpty()
                || event.value().isEmpty()
                || event.threshold().isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("thresholdInfo");
        json.writeStringField("triggeredThreshold", event.metric().get());
        json.writeNumberField("observedValue", event.value().get());
        json.writeObjectFieldStart("thresholdLevel");
        json.writeObjectFieldStart(up ? "up" : "down");
        json.writeNumberField(up ? "high" : "low", event.threshold().get());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }
}
