package io.towersense.agent.uplink;

import java.time.Duration;
import java.util.Optional;

/**
 * How messages are moved to the cloud.
 *
 * @param window most messages out at a time, 1 to 100
 * @param mostPerSecond most messages begun in a second, 1 to 100, which is what AWS IoT takes on a connection
 * @param shortestRetry upper end of the pause before a message goes again, which is drawn from half of it to it
 * @param longestRetry upper end that the pause grows to
 * @param mostRefusals how often a message may be refused, or be left without a receipt while others have theirs, before it
 *     is set aside
 * @param drain longest to wait, on closing, for what is out
 * @param receipts how receipts are waited for; empty where the broker's acknowledgement is enough
 */
public record DeliverySettings(
        int window,
        int mostPerSecond,
        Duration shortestRetry,
        Duration longestRetry,
        int mostRefusals,
        Duration drain,
        Optional<ReceiptSettings> receipts) {

    public static final DeliverySettings DEFAULTS = new DeliverySettings(
            5, 100, Duration.ofSeconds(5), Duration.ofMinutes(5), 10, Duration.ofSeconds(5), Optional.empty());

    /** @throws IllegalArgumentException if a value is out of its range; the message names it */
    public DeliverySettings {
        requireRange("window", window, 1, 100);
        requireRange("mostPerSecond", mostPerSecond, 1, 100);
        requireRange("mostRefusals", mostRefusals, 1, 1_000);
        if (shortestRetry.isNegative() || shortestRetry.isZero() || longestRetry.compareTo(shortestRetry) < 0) {
            throw new IllegalArgumentException(
                    "shortestRetry, longestRetry: " + shortestRetry + " to " + longestRetry + " is no span of pauses");
        }
        if (drain.isNegative()) {
            throw new IllegalArgumentException("drain: " + drain + " is negative");
        }
    }

    public DeliverySettings withWindow(int value) {
        return new DeliverySettings(value, mostPerSecond, shortestRetry, longestRetry, mostRefusals, drain, receipts);
    }

    public DeliverySettings withRetries(Duration shortest, Duration longest) {
        return new DeliverySettings(window, mostPerSecond, shortest, longest, mostRefusals, drain, receipts);
    }

    public DeliverySettings withMostRefusals(int value) {
        return new DeliverySettings(window, mostPerSecond, shortestRetry, longestRetry, value, drain, receipts);
    }

    public DeliverySettings withDrain(Duration value) {
        return new DeliverySettings(window, mostPerSecond, shortestRetry, longestRetry, mostRefusals, value, receipts);
    }

    /** The same, delivered when the cloud's receipt is there. */
    public DeliverySettings withReceipts(ReceiptSettings value) {
        return new DeliverySettings(
                window, mostPerSecond, shortestRetry, longestRetry, mostRefusals, drain, Optional.of(value));
    }

    private static void requireRange(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": " + value + " is not within " + least + " to " + most);
        }
    }
}
