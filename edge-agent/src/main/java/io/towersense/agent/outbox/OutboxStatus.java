package io.towersense.agent.outbox;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The outbox's books at one moment. {@code sampled = delivered + dropped + pending}, always.
 *
 * @param sampled readings ever added
 * @param delivered readings that the cloud has
 * @param dropped readings that it will never have: no room, or too old
 * @param pending readings on their way: waiting in memory, stored, in a message, or set aside with one
 * @param waiting those of the pending readings that are still in memory only
 * @param droppedAlarms alarm events that were dropped
 * @param messages messages that wait to be delivered, both lanes, without those set aside
 * @param alarms those of the messages that are alarm events
 * @param bytes of all stored readings and messages
 * @param oldestWaiting when the oldest of the undelivered was stored, by the wall clock of then
 * @param setAside messages set aside, oldest first, at most {@link #MOST_NAMED} of them
 * @param setAsideCount how many messages are set aside
 * @param damagedFile a damaged file that was set aside when the outbox was last opened
 * @param lastCommit when something was last committed
 * @param lastError why the disk takes nothing at the moment; empty where it does
 */
public record OutboxStatus(
        long sampled,
        long delivered,
        long dropped,
        long pending,
        long waiting,
        long droppedAlarms,
        long messages,
        long alarms,
        long bytes,
        Optional<Instant> oldestWaiting,
        List<SetAside> setAside,
        long setAsideCount,
        Optional<Path> damagedFile,
        Optional<Instant> lastCommit,
        Optional<String> lastError) {

    /** Most messages set aside that a status names. */
    public static final int MOST_NAMED = 20;

    public OutboxStatus {
        setAside = List.copyOf(setAside);
    }

    /** The books as memory has them: what is on disk, and what is yet to be written down. */
    static OutboxStatus of(
            Snapshot onDisk,
            Intake intake,
            long unsettledReadings,
            Optional<Path> damagedFile,
            Optional<String> lastError) {
        Books books = onDisk.books();
        long committedAt = books.get(Account.COMMITTED_AT);
        return new OutboxStatus(
                books.get(Account.SAMPLED) + intake.waiting() + intake.lostReadings(),
                books.get(Account.DELIVERED) + unsettledReadings,
                books.get(Account.DROPPED) + intake.lostReadings(),
                books.get(Account.UNCUT) + books.get(Account.CARRIED) + intake.waiting() - unsettledReadings,
                intake.waiting(),
                books.get(Account.DROPPED_ALARMS) + intake.lostAlarms(),
                books.get(Account.TELEMETRY) + books.get(Account.ALARMS),
                books.get(Account.ALARMS),
                books.bytes(),
                onDisk.oldest().or(() -> intake.oldest().map(Moment::wall)),
                onDisk.aside(),
                books.get(Account.ASIDE),
                damagedFile,
                committedAt == 0 ? Optional.empty() : Optional.of(Micros.instant(committedAt)),
                lastError);
    }
}
