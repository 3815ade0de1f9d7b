package io.towersense.cloud.consumer;

import java.time.Duration;
import java.time.Instant;

/**
 * Which readings may move anything. A late one completes the table and judges nothing; one that is far ahead of its
 * receipt is stored and advances nothing, or a wrong clock would silence its device for as long as it was wrong.
 *
 * @param lateAfter between timestamp and receipt
 */
record Timeliness(Duration lateAfter) {
    private static final Duration MOST_AHEAD = Duration.ofMinutes(10);

    /** Whether the reading is not late by its receipt; whether it is by the device's last judged one is another matter. */
    boolean isTimely(Arrival arrival) {
        Instant receivedAt = arrival.message().receivedAt();
        return !isAhead(arrival)
                && Duration.between(arrival.timestamp(), receivedAt).compareTo(lateAfter) <= 0;
    }

    /** Whether its timestamp cannot be right. */
    boolean isAhead(Arrival arrival) {
        return arrival.timestamp().isAfter(arrival.message().receivedAt().plus(MOST_AHEAD));
    }
}
