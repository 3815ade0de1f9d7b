package io.towersense.agent.status;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.Names;
import io.towersense.agent.outbox.OutboxStatus;
import io.towersense.agent.outbox.SetAside;
import io.towersense.agent.status.AgentStatus.DeviceStatus;
import io.towersense.agent.status.AgentStatus.UplinkStatus;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.codec.AlarmCodec;
import io.towersense.telemetry.reading.QualityFlag;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.time.Timestamps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A status as JSON, for programs and for {@code tower status}. */
final class StatusJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final JsonGenerator json;
    private final Names names;

    private StatusJson(JsonGenerator json, Names names) {
        this.json = json;
        this.names = names;
    }

    /** @param state {@code running} or {@code stopped} */
    static byte[] encode(AgentStatus status, AgentConfiguration configuration, String bootId, String state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.useDefaultPrettyPrinter();
            Names names = new Names(configuration.site(), configuration.devices());
            new StatusJson(json, names).write(status, configuration, bootId, state);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory does not fail", e);
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private void write(AgentStatus status, AgentConfiguration configuration, String bootId, String state)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("state", state);
        instant("written_at", status.at());
        json.writeStringField("version", Version.agent());
        json.writeStringField("java", Version.java());
        json.writeNumberField("pid", ProcessHandle.current().pid());
        json.writeStringField("boot_id", bootId);
        instant("started_at", status.startedAt());
        json.writeNumberField("uptime_s", status.uptime().toSeconds());
        json.writeStringField("thing", configuration.gateway().thing());
        json.writeStringField("name", configuration.gateway().name());
        text("site", names.site());
        json.writeStringField("rules_version", configuration.rules().version());
        json.writeNumberField("sampled", status.sampled());
        json.writeNumberField("superseded", status.superseded());
        uplink(status.uplink(), configuration.uplink().transport().label());
        outbox(status.outbox());
        text("alert_log_error", status.alertLogError());
        json.writeArrayFieldStart("alarms");
        for (AlarmEvent alarm : status.alarms()) {
            alarm(alarm);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("devices");
        for (DeviceStatus device : status.devices()) {
            device(device);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void uplink(UplinkStatus uplink, String broker) throws IOException {
        json.writeObjectFieldStart("uplink");
        json.writeStringField("state", uplink.state().name().toLowerCase(Locale.ROOT));
        instant("since", uplink.since());
        json.writeStringField("endpoint", broker);
        json.writeStringField("reason", uplink.reason());
        text("last_error", uplink.lastError());
        optionalInstant("last_error_at", uplink.lastErrorAt());
        json.writeEndObject();
    }

    private void outbox(OutboxStatus outbox) throws IOException {
        json.writeObjectFieldStart("outbox");
        json.writeNumberField("sampled", outbox.sampled());
        json.writeNumberField("delivered", outbox.delivered());
        json.writeNumberField("dropped", outbox.dropped());
        json.writeNumberField("pending", outbox.pending());
        json.writeNumberField("waiting", outbox.waiting());
        json.writeNumberField("dropped_alarms", outbox.droppedAlarms());
        json.writeNumberField("messages", outbox.messages());
        json.writeNumberField("alarms", outbox.alarms());
        json.writeNumberField("bytes", outbox.bytes());
        optionalInstant("oldest_waiting", outbox.oldestWaiting());
        optionalInstant("last_commit", outbox.lastCommit());
        text("last_error", outbox.lastError());
        text("damaged_file", outbox.damagedFile().map(Object::toString));
        json.writeNumberField("set_aside_count", outbox.setAsideCount());
        json.writeArrayFieldStart("set_aside");
        for (SetAside message : outbox.setAside()) {
            json.writeStartObject();
            json.writeStringField("id", message.id());
            json.writeStringField("lane", message.lane().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("readings", message.readings());
            json.writeStringField("reason", message.reason());
            instant("since", message.since());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void alarm(AlarmEvent alarm) throws IOException {
        json.writeStartObject();
        json.writeStringField("device_name", names.device(alarm.deviceId()));
        text("what_to_do", names.whatToDo(alarm.deviceId()));
        json.writeFieldName("event");
        json.writeRawValue(new String(AlarmCodec.encode(alarm), StandardCharsets.UTF_8));
        json.writeEndObject();
    }

    private void device(DeviceStatus status) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", status.device().id());
        json.writeStringField("name", names.device(status.device().id()));
        json.writeStringField("driver", status.device().driver());
        json.writeBooleanField("simulated", status.sampling().simulated());
        if (status.age().isPresent()) {
            json.writeNumberField("age_s", status.age().get().toSeconds());
        }
        text("fault", status.sampling().fault());
        optionalInstant("fault_since", status.sampling().faultSince());
        json.writeBooleanField("exhausted", status.sampling().exhausted());
        json.writeNumberField("sampled", status.sampling().sampled());
        json.writeNumberField("superseded", status.sampling().superseded());
        json.writeNumberField("skipped", status.sampling().skipped());
        if (status.sampling().lastReading().isPresent()) {
            reading(status.sampling().lastReading().get());
        }
        json.writeEndObject();
    }

    private void reading(Reading reading) throws IOException {
        json.writeObjectFieldStart("last_reading");
        instant("timestamp", reading.timestamp());
        for (Map.Entry<String, BigDecimal> value : reading.values().entrySet()) {
            json.writeNumberField(value.getKey(), value.getValue());
        }
        if (!reading.quality().isEmpty()) {
            quality(reading.quality());
        }
        json.writeEndObject();
    }

    private void quality(Map<String, Set<QualityFlag>> quality) throws IOException {
        json.writeObjectFieldStart("quality");
        for (Map.Entry<String, Set<QualityFlag>> metric : quality.entrySet()) {
            json.writeArrayFieldStart(metric.getKey());
            for (QualityFlag flag : metric.getValue()) {
                json.writeString(flag.label());
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void text(String field, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            json.writeStringField(field, text.get());
        }
    }

    private void optionalInstant(String field, Optional<Instant> instant) throws IOException {
        if (instant.isPresent()) {
            instant(field, instant.get());
        }
    }

    private void instant(String field, Instant instant) throws IOException {
        json.writeStringField(field, Timestamps.format(instant));
    }
}
