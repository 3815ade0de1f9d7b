package io.towersense.cloud.event;

import com.fasterxml.jackson.core.JsonGenerator;
import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.AlarmState;
import io.towersense.telemetry.alarm.ProbableCause;
import io.towersense.telemetry.time.Timestamps;
import java.io.IOException;
import java.util.Locale;

/**
 * The alarm after its change, as an entry of the alarm list of YANG module {@code ietf-alarms} (RFC 8632) has it: with
 * the one {@code status-change} or {@code operator-state-change} that this was.
 */
final class Rfc8632Alarm {
    private Rfc8632Alarm() {}

    static void write(JsonGenerator json, AlarmEvent event) throws IOException {
        json.writeObjectFieldStart("rfc8632");
        json.writeStringField("resource", event.deviceId());
        json.writeStringField("alarm-type-id", alarmTypeId(event.probableCause()));
        json.writeStringField("alarm-type-qualifier", event.rule());
        json.writeStringField("time-created", Timestamps.format(event.raisedAt()));
        json.writeBooleanField("is-cleared", event.state() == AlarmState.CLEARED);
        json.writeStringField("last-raised", Timestamps.format(event.raisedAt()));
        json.writeStringField("last-changed", Timestamps.format(event.changedAt()));
        json.writeStringField("perceived-severity", event.severity().label());
        json.writeStringField("alarm-text", event.text());
        switch (event.change()) {
            case RAISED, SEVERITY_CHANGED, CLEARED -> statusChange(json, event);
            case ACKNOWLEDGED -> operatorStateChange(json, event, "ack");
            case SHELVED -> operatorStateChange(json, event, "shelved");
            case UNSHELVED -> operatorStateChange(json, event, "un-shelved");
        }
        json.writeEndObject();
    }

    /** An identity as RFC 7951 writes it: its module, then the name of the cause with hyphens. */
    static String alarmTypeId(ProbableCause cause) {
        return "towersense:" + cause.label().replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static void statusChange(JsonGenerator json, AlarmEvent event) throws IOException {
        boolean cleared = event.change() == AlarmChange.CLEARED;
        json.writeArrayFieldStart("status-change");
        json.writeStartObject();
        json.writeStringField("time", Timestamps.format(event.changedAt()));
        json.writeStringField(
                "perceived-severity", cleared ? "cleared" : event.severity().label());
        json.writeStringField("alarm-text", event.text());
        json.writeEndObject();
        json.writeEndArray();
    }

    private static void operatorStateChange(JsonGenerator json, AlarmEvent event, String state) throws IOException {
        json.writeArrayFieldStart("operator-state-change");
        json.writeStartObject();
        json.writeStringField("time", Timestamps.format(event.changedAt()));
        if (event.operator().isPresent()) {
            json.writeStringField("operator", event.operator().get());
        }
        json.writeStringField("state", state);
        json.writeStringField("text", event.text());
        json.writeEndObject();
        json.writeEndArray();
    }
}
