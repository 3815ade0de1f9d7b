package io.towersense.agent.outbox;

import java.time.Duration;

/**
 * How the outbox spares the disk and how much it keeps.
 *
 * @param commitEvery longest that a reading waits in memory: what a power cut may cost; alarms never wait
 * @param cutEvery longest that a stored reading waits for its batch to be cut
 * @param cutBytes size at which a batch is cut, before gzip, in bytes, at most 90 KiB
 * @param gzip whether batches are deflated
 * @param mostBytes most bytes of readings and messages kept, beyond which the oldest telemetry is dropped
 * @param mostAge longest that something is kept, counted while the agent runs
 * @param mostWaiting most readings held in memory while the disk takes none
 */
public record OutboxSettings(
        Duration commitEvery,
        Duration cutEvery,
        int cutBytes,
        boolean gzip,
        long mostBytes,
        Duration mostAge,
        int mostWaiting) {

    public static final OutboxSettings DEFAULTS = new OutboxSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            64 * 1024,
            false,
            256L * 1024 * 1024,
            Duration.ofDays(30),
            10_000);

    /** @throws IllegalArgumentException if a value is out of its range; the message names it */
    public OutboxSettings {
        requirePositive("commitEvery", commitEvery);
        requirePositive("cutEvery", cutEvery);
        requirePositive("mostAge", mostAge);
        requireRange("cutBytes", cutBytes, 1024, 90 * 1024);
        requireRange("mostBytes", mostBytes, 1024 * 1024, Long.MAX_VALUE);
        requireRange("mostWaiting", mostWaiting, 1, 1_000_000);
    }

    public OutboxSettings withCommitEvery(Duration value) {
        return new OutboxSettings(value, cutEvery, cutBytes, gzip, mostBytes, mostAge, mostWaiting);
    }

    public OutboxSettings withCutEvery(Duration value) {
        return new OutboxSettings(commitEvery, value, cutBytes, gzip, mostBytes, mostAge, mostWaiting);
    }

    public OutboxSettings withCutBytes(int value) {
        return new OutboxSettings(commitEvery, cutEvery, value, gzip, mostBytes, mostAge, mostWaiting);
    }

    public OutboxSettings withGzip(boolean value) {
        return new OutboxSettings(commitEvery, cutEvery, cutBytes, value, mostBytes, mostAge, mostWaiting);
    }

    public OutboxSettings withMostBytes(long value) {
        return new OutboxSettings(commitEvery, cutEvery, cutBytes, gzip, value, mostAge, mostWaiting);
    }

    public OutboxSettings withMostAge(Duration value) {
        return new OutboxSettings(commitEvery, cutEvery, cutBytes, gzip, mostBytes, value, mostWaiting);
    }

    public OutboxSettings withMostWaiting(int value) {
        return new OutboxSettings(commitEvery, cutEvery, cutBytes, gzip, mostBytes, mostAge, value);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + ": " + value + " is not longer than nothing");
        }
    }

    private static void requireRange(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + ": " + value + " is not within " + least + " to " + most);
        }
    }
}
