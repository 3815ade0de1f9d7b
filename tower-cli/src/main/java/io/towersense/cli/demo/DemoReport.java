package io.towersense.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;

/**
 * How a demo ended.
 *
 * @param sampled readings that the sensors gave
 * @param stored readings that are in the table, counted there
 * @param superseded replayed readings that a later one of the same identity replaced
 * @param quarantined readings that are in quarantine, counted there
 * @param dropped readings that the outbox had to drop
 * @param pending readings that the gateway still holds
 * @param latency sampled to stored
 * @param alertLog sampled to a line in the technician's log
 * @param notification sampled to taken by SNS
 */
record DemoReport(
        long sampled,
        long stored,
        long superseded,
        long quarantined,
        long dropped,
        long pending,
        long alarmsRaised,
        long alarmsCleared,
        long notificationsRaised,
        long notificationsCleared,
        Optional<Latencies.Percentiles> latency,
        Optional<Latencies.Percentiles> alertLog,
        Optional<Latencies.Percentiles> notification) {

    /** Whether every reading is accounted for. */
    boolean addsUp() {
        return sampled == stored + superseded + quarantined + dropped + pending;
    }

    /** Readings of which nobody knows where they are; negative where there are more than were sampled. */
    long unaccounted() {
        return sampled - stored - superseded - quarantined - dropped - pending;
    }

    ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("sampled", sampled)
                .put("stored", stored)
                .put("superseded", superseded)
                .put("quarantined", quarantined)
                .put("dropped", dropped)
                .put("pending", pending)
                .put("alarms_raised", alarmsRaised)
                .put("alarms_cleared", alarmsCleared)
                .put("notifications_raised", notificationsRaised)
                .put("notifications_cleared", notificationsCleared);
        json.set("latency_ms", milliseconds(latency));
        json.set("alert_log_ms", milliseconds(alertLog));
        json.set("notification_ms", milliseconds(notification));
        return json;
    }

    private static ObjectNode milliseconds(Optional<Latencies.Percentiles> percentiles) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        percentiles.ifPresentOrElse(
                measured -> json.put("p50", milliseconds(measured.p50())).put("p99", milliseconds(measured.p99())),
                () -> json.putNull("p50").putNull("p99"));
        return json;
    }

    private static BigDecimal milliseconds(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos(), 6).setScale(1, RoundingMode.HALF_EVEN);
    }
}
