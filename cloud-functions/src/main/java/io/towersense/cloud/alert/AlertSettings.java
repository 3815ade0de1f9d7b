package io.towersense.cloud.alert;

import io.towersense.cloud.receipt.ReceiptSettings;
import io.towersense.cloud.settings.Environment;
import io.towersense.cloud.settings.InvalidEnvironmentException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The alert handler's settings.
 *
 * @param stateTable {@code STATE_TABLE}: devices and their alarms
 * @param topicArn {@code ALERT_TOPIC_ARN}: the SNS topic
 * @param quarantineBucket {@code QUARANTINE_BUCKET}: for alarm events that nobody can take in
 * @param lateAfter {@code LATE_AFTER}: a change that is older than this when it could be told is history: it is left out
 *     where a newer one of the same alarm waits; 5 minutes
 * @param settle {@code SETTLE}: how long a raise that is late waits for its clear, which may come right behind it when a
 *     backhaul returns; 3 seconds
 * @param receipts where receipts go
 * @param eventBus {@code EVENT_BUS}: name or ARN of the EventBridge bus that gets an event for each change of an alarm;
 *     empty: no events
 */
public record AlertSettings(
        String stateTable,
        String topicArn,
        String quarantineBucket,
        Duration lateAfter,
        Duration settle,
        ReceiptSettings receipts,
        Optional<String> eventBus) {

    /** These names, and otherwise what holds where nothing is set. */
    public static AlertSettings of(String stateTable, String topicArn, String quarantineBucket) {
        return fromEnvironment(
                Map.of("STATE_TABLE", stateTable, "ALERT_TOPIC_ARN", topicArn, "QUARANTINE_BUCKET", quarantineBucket));
    }

    /**
     * The settings that these variables hold.
     *
     * @throws InvalidEnvironmentException if anything is missing or wrong; the message names all of it
     */
    public static AlertSettings fromEnvironment(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        AlertSettings settings = new AlertSettings(
                environment.text("STATE_TABLE"),
                environment.text("ALERT_TOPIC_ARN"),
                environment.text("QUARANTINE_BUCKET"),
                environment.span("LATE_AFTER", Duration.ofMinutes(5)),
                environment.span("SETTLE", Duration.ofSeconds(3)),
                ReceiptSettings.of(environment),
                environment.eventBus("EVENT_BUS"));
        environment.check();
        return settings;
    }

    /** The same, with another wait of late raises for their clears. */
    public AlertSettings settling(Duration wait) {
        return new AlertSettings(stateTable, topicArn, quarantineBucket, lateAfter, wait, receipts, eventBus);
    }

    /** The same with gateways' topics under another root. */
    public AlertSettings under(String topicRoot) {
        return new AlertSettings(
                stateTable, topicArn, quarantineBucket, lateAfter, settle, receipts.under(topicRoot), eventBus);
    }

    /** The same with events on this bus. */
    public AlertSettings puttingEventsOn(String bus) {
        return new AlertSettings(stateTable, topicArn, quarantineBucket, lateAfter, settle, receipts, Optional.of(bus));
    }
}
