package io.towersense.agent.uplink;

import java.time.Duration;

/**
 * How receipts are waited for.
 *
 * @param shortestWait upper end of the time until a message without receipt goes again, which is drawn from half of it
 *     to it
 * @param longestWait upper end that this time grows to
 * @param mostAwaited most messages of a lane that wait for their receipts at a time, 1 to 100,000: more than a day of them,
 *     so that data arrive even where receipts do not
 */
public record ReceiptSettings(Duration shortestWait, Duration longestWait, int mostAwaited) {
    public static final ReceiptSettings DEFAULTS =
            new ReceiptSettings(Duration.ofMinutes(2), Duration.ofHours(1), 10_000);

    /** @throws IllegalArgumentException if a value is out of its range; the message names it */
    public ReceiptSettings {
        if (shortestWait.isNegative() || shortestWait.isZero() || longestWait.compareTo(shortestWait) < 0) {
            throw new IllegalArgumentException(
                    "shortestWait, longestWait: " + shortestWait + " to " + longestWait + " is no span of waits");
        }
        if (mostAwaited < 1 || mostAwaited > 100_000) {
            throw new IllegalArgumentException("mostAwaited: " + mostAwaited + " is not within 1 to 100000");
        }
    }

    public ReceiptSettings withWaits(Duration shortest, Duration longest) {
        return new ReceiptSettings(shortest, longest, mostAwaited);
    }

    public ReceiptSettings withMostAwaited(int value) {
        return new ReceiptSettings(shortestWait, longestWait, value);
    }
}
