package io.towersense.agent.alertlog;

import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * One entry of the alert log: a change of an alarm, or the news that the cloud has one.
 *
 * @param event the change
 * @param deliveredAt when the cloud had it; empty for the change itself
 * @param loggedAt when the entry was made
 * @param device what people call the device
 * @param whatToDo what helps
 * @param before the alarm's severity before this change, where it is known and was another
 */
public record AlertEntry(
        AlarmEvent event,
        Optional<Instant> deliveredAt,
        Instant loggedAt,
        String device,
        Optional<String> whatToDo,
        Optional<Severity> before) {

    /** The one word of what happened, as in {@code raised}, {@code severity_changed}, {@code delivered}. */
    public String word() {
        return deliveredAt.isPresent() ? "delivered" : event.change().label();
    }

    /** What no two entries share. */
    String identity() {
        return (deliveredAt.isPresent() ? "delivered " : "changed ") + event.notificationId();
    }

    /** When it happened, which is what its line begins with. */
    public Instant time() {
        return deliveredAt.orElseGet(event::changedAt);
    }
}
