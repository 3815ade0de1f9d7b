package io.towersense.cloud.consumer;

import io.towersense.cloud.receipt.ReceiptSettings;
import io.towersense.cloud.settings.Environment;
import io.towersense.cloud.settings.InvalidEnvironmentException;
import java.time.Duration;
import java.util.Map;

/**
 * The consumer's settings.
 *
 * @param readingsTable {@code READINGS_TABLE}: where readings are stored
 * @param stateTable {@code STATE_TABLE}: devices and their alarms
 * @param quarantineBucket {@code QUARANTINE_BUCKET}: for what can never be stored
 * @param alertFunction {@code ALERT_FUNCTION}: name or ARN of the alert handler
 * @param acceptBare {@code ACCEPT_BARE}: whether records without the IoT rule's envelope are taken; no
 * @param retention {@code RETENTION}: how long readings are kept; 365 days
 * @param lateAfter {@code LATE_AFTER}: what is received later than this after its timestamp judges nothing; 5 minutes
 * @param touchEvery {@code TOUCH_EVERY}: how often a device's item says that it was seen, and how long a container
 *     trusts what it knows of a device's alarms; 10 seconds
 * @param gatewayTouchEvery {@code GATEWAY_TOUCH_EVERY}: how often a gateway's item says that it was heard; 1 minute. Each
 *     time is three writes, two of them to the index, so it is far from the time after which a gateway is called silent
 * @param inFlight {@code CALLS_IN_FLIGHT}: calls to the tables at one time; 8. Eight write groups of 25 in 10 ms are
 *     20,000 readings a second, more than a shard's 1 MiB a second carries; more would only compete for the function's
 *     one processor, and arrive at the table as a burst
 * @param patience {@code PATIENCE}: how long one event's writes are tried before they count as failed; 20 seconds, and
 *     never more than the invocation has left
 * @param anomaliesByDevice {@code ANOMALIES_BY_DEVICE}: whether {@code AnomalyCount} is published for each device beside
 *     the sum of all; yes. A series costs money for each device that breaks a rule, so a large fleet says no
 * @param receipts where receipts go
 */
public record ConsumerSettings(
        String readingsTable,
        String stateTable,
        String quarantineBucket,
        String alertFunction,
        boolean acceptBare,
        Duration retention,
        Duration lateAfter,
        Duration touchEvery,
        Duration gatewayTouchEvery,
        int inFlight,
        Duration patience,
        boolean anomaliesByDevice,
        ReceiptSettings receipts) {

    /** These names, and otherwise what holds where nothing is set. */
    public static ConsumerSettings of(
            String readingsTable, String stateTable, String quarantineBucket, String alertFunction) {
        return fromEnvironment(Map.of(
                "READINGS_TABLE", readingsTable,
                "STATE_TABLE", stateTable,
                "QUARANTINE_BUCKET", quarantineBucket,
                "ALERT_FUNCTION", alertFunction));
    }

    /**
     * The settings that these variables hold.
     *
     * @throws InvalidEnvironmentException if anything is missing or wrong; the message names all of it
     */
    public static ConsumerSettings fromEnvironment(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        ConsumerSettings settings = new ConsumerSettings(
                environment.text("READINGS_TABLE"),
                environment.text("STATE_TABLE"),
                environment.text("QUARANTINE_BUCKET"),
                environment.text("ALERT_FUNCTION"),
                environment.truth("ACCEPT_BARE", false),
                environment.span("RETENTION", Duration.ofDays(365)),
                environment.span("LATE_AFTER", Duration.ofMinutes(5)),
                environment.span("TOUCH_EVERY", Duration.ofSeconds(10)),
                environment.span("GATEWAY_TOUCH_EVERY", Duration.ofMinutes(1)),
                environment.count("CALLS_IN_FLIGHT", 8, 1, 64),
                environment.span("PATIENCE", Duration.ofSeconds(20)),
                environment.truth("ANOMALIES_BY_DEVICE", true),
                ReceiptSettings.of(environment));
        environment.check();
        return settings;
    }

    /** The same, taking bare records too or not. */
    public ConsumerSettings acceptingBare(boolean accept) {
        return new ConsumerSettings(
                readingsTable,
                stateTable,
                quarantineBucket,
                alertFunction,
                accept,
                retention,
                lateAfter,
                touchEvery,
                gatewayTouchEvery,
                inFlight,
                patience,
                anomaliesByDevice,
                receipts);
    }

    /** The same, noting at least so often that a device or a gateway was heard. */
    public ConsumerSettings touchingWithin(Duration most) {
        return new ConsumerSettings(
                readingsTable,
                stateTable,
                quarantineBucket,
                alertFunction,
                acceptBare,
                retention,
                lateAfter,
                shorter(touchEvery, most),
                shorter(gatewayTouchEvery, most),
                inFlight,
                patience,
                anomaliesByDevice,
                receipts);
    }

    /** The same with gateways' topics under another root. */
    public ConsumerSettings under(String topicRoot) {
        return new ConsumerSettings(
                readingsTable,
                stateTable,
                quarantineBucket,
                alertFunction,
                acceptBare,
                retention,
                lateAfter,
                touchEvery,
                gatewayTouchEvery,
                inFlight,
                patience,
                anomaliesByDevice,
                receipts.under(topicRoot));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
