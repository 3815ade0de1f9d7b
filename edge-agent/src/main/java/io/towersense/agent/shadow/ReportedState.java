package io.towersense.agent.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.Names;
import io.towersense.agent.outbox.OutboxStatus;
import io.towersense.agent.status.AgentStatus;
import io.towersense.agent.status.AgentStatus.UplinkStatus;
import io.towersense.agent.status.Version;
import io.towersense.agent.uplink.ReceiptStatus;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.time.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an agent reports of itself, as an update of its shadow. A shadow merges what it is sent: so every key is there
 * each time, {@code null} where there is nothing to say, and what comes and goes stands in lists, which replace.
 */
final class ReportedState {
    /** Most bytes of an update. */
    static final int MOST_BYTES = 7 * 1024;

    /** AWS IoT counts what is desired and what is reported together. */
    private static final int MOST_BYTES_OF_A_SHADOW = 8 * 1024;

    private static final int MARGIN = 256;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_TEXT = 160;
    private static final String TRUNCATED = "truncated";

    private final ObjectNode update = ShadowJson.object();
    private final ObjectNode reported = update.putObject("state").putObject("reported");

    private ReportedState() {}

    /** The state of an agent, cut to what has room beside what is desired. */
    static ReportedState of(AgentStatus status, AgentConfiguration configuration, DesiredState desired) {
        ReportedState state = new ReportedState();
        List<ObjectNode> abnormal = AbnormalDevices.of(status, configuration);
        state.gateway(configuration);
        state.reported.put("at", Timestamps.format(status.at()));
        state.reported.put("started_at", Timestamps.format(status.startedAt()));
        state.reported.put("rules_version", configuration.rules().version());
        state.uplink(status.uplink());
        state.receipts(status.receipts(), status.at());
        state.outbox(status.outbox());
        text("alert_log_error", state.reported, status.alertLogError());
        state.counts(status, abnormal.size());
        int most = Math.min(MOST_BYTES, MOST_BYTES_OF_A_SHADOW - MARGIN - desired.size());
        desired.report(state.reported, false);
        if (state.size() > most) {
            desired.report(state.reported, true);
        }
        state.devices(abnormal, most);
        return state;
    }

    /** An update that empties the reported state, for what another version has left in it. */
    static byte[] nothing() {
        ObjectNode update = ShadowJson.object();
        update.putObject("state").putNull("reported");
        return ShadowJson.bytes(update);
    }

    /** The update, at most {@link #MOST_BYTES}. */
    byte[] update() {
        return ShadowJson.bytes(update);
    }

    /** What of it matters: the same as long as nothing but times and running counts have changed. */
    String gist() {
        ObjectNode gist = reported.deepCopy();
        gist.remove("at");
        if (gist.path("receipts") instanceof ObjectNode receipts) {
            receipts.remove(List.of("awaited", "silent_since", "last_at"));
        }
        object(gist, "outbox").remove(List.of("pending", "oldest", "bytes", "dropped"));
        withoutNumbers(object(gist, "outbox"), "error");
        withoutNumbers(object(gist, "uplink"), "reason");
        withoutNumbers(gist, "alert_log_error");
        object(gist, "counts").remove("sampled");
        gist.path("not_normal").forEach(device -> withoutNumbers((ObjectNode) device, "fault"));
        return gist.toString();
    }

    /** Whether all that was reported before is said anew in this, so that none of it stays by mistake. */
    boolean covers(JsonNode before) {
        return covers(before, reported);
    }

    private static boolean covers(JsonNode before, JsonNode after) {
        if (!(before instanceof ObjectNode) || !(after instanceof ObjectNode)) {
            return true;
        }
        for (Map.Entry<String, JsonNode> field : before.properties()) {
            if (!after.has(field.getKey()) || !covers(field.getValue(), after.path(field.getKey()))) {
                return false;
            }
        }
        return true;
    }

    private void gateway(AgentConfiguration configuration) {
        ObjectNode gateway = reported.putObject("gateway");
        gateway.put("thing", configuration.gateway().thing());
        gateway.put("name", ShadowJson.cut(configuration.gateway().name(), LONGEST_NAME));
        Optional<String> site = new Names(configuration.site(), List.of()).site();
        text("site", gateway, site.map(name -> ShadowJson.cut(name, LONGEST_NAME)));
        ObjectNode versions = reported.putObject("versions");
        versions.put("agent", ShadowJson.cut(Version.agent(), LONGEST_NAME));
        versions.put("java", ShadowJson.cut(Version.java(), LONGEST_NAME));
    }

    private void uplink(UplinkStatus status) {
        ObjectNode uplink = reported.putObject("uplink");
        uplink.put("state", status.state().name().toLowerCase(Locale.ROOT));
        uplink.put("since", Timestamps.format(status.since()));
        uplink.put("reason", ShadowJson.cut(status.reason(), LONGEST_TEXT));
    }

    private void receipts(Optional<ReceiptStatus> status, Instant now) {
        reported.putNull("receipts");
        if (status.isPresent()) {
            ObjectNode receipts = reported.putObject("receipts");
            receipts.put("awaited", status.get().awaited());
            text("silent_since", receipts, status.get().silentSince().map(Timestamps::format));
            text("last_at", receipts, status.get().lastAt().map(Timestamps::format));
            receipts.put("missing", status.get().isSilent(now));
        }
    }

    private void outbox(OutboxStatus status) {
        ObjectNode outbox = reported.putObject("outbox");
        outbox.put("pending", status.pending());
        text("oldest", outbox, status.oldestWaiting().map(Timestamps::format));
        outbox.put("bytes", status.bytes());
        outbox.put("set_aside", status.setAsideCount());
        outbox.put("dropped", status.dropped());
        outbox.put("dropped_alarms", status.droppedAlarms());
        text("error", outbox, status.lastError());
    }

    private void counts(AgentStatus status, int abnormal) {
        ObjectNode counts = reported.putObject("counts");
        counts.put("devices", status.devices().size());
        counts.put("not_normal", abnormal);
        counts.put("sampled", status.sampled());
        ObjectNode alarms = counts.putObject("alarms");
        for (Severity severity : Severity.values()) {
            alarms.put(
                    severity.label(),
                    status.alarms().stream()
                            .map(AlarmEvent::severity)
                            .filter(severity::equals)
                            .count());
        }
    }

    private void devices(List<ObjectNode> worstFirst, int most) {
        ArrayNode devices = reported.putArray("not_normal");
        reported.put(TRUNCATED, worstFirst.size());
        int size = size();
        for (ObjectNode device : worstFirst) {
            int separator = devices.isEmpty() ? 0 : 1;
            size += ShadowJson.bytes(device).length + separator;
            if (size > most) {
                break;
            }
            devices.add(device);
        }
        if (devices.size() == worstFirst.size()) {
            reported.putNull(TRUNCATED);
        } else {
            reported.put(TRUNCATED, worstFirst.size() - devices.size());
        }
    }

    private static void text(String field, ObjectNode object, Optional<String> text) {
        object.putNull(field);
        text.ifPresent(known -> object.put(field, ShadowJson.cut(known, LONGEST_TEXT)));
    }

    private int size() {
        return update().length;
    }

    private static ObjectNode object(ObjectNode parent, String field) {
        return (ObjectNode) parent.path(field);
    }

    /** A sentence stays the same when only the numbers in it run. */
    private static void withoutNumbers(ObjectNode object, String field) {
        if (object.hasNonNull(field)) {
            object.put(field, object.path(field).asText().replaceAll("[0-9]+", "0"));
        }
    }
}
