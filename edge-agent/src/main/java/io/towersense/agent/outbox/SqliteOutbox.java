package io.towersense.agent.outbox;

import io.towersense.telemetry.time.Clock;
import java.nio.file.Path;

/** An {@link Outbox} in a SQLite file, {@code outbox.db}, which one agent at a time holds. */
public abstract class SqliteOutbox implements Outbox {
    /**
     * Opens the outbox in that folder, which is made if it is not there. Waits while another agent holds it, and says
     * so in the log once.
     *
     * @param bootId this boot of the machine, as in {@code /proc/sys/kernel/random/boot_id}
     * @throws OutboxException if the folder or the file cannot be used
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static Outbox open(Path folder, OutboxSettings settings, String bootId, Clock clock, OutboxListener listener)
            throws InterruptedException {
        throw new OutboxException("not yet");
    }

    /**
     * The books of an outbox that another process may hold, as they were last committed.
     *
     * @throws OutboxException if there is no outbox in that folder or it cannot be read
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static OutboxStatus read(Path folder) {
        throw new OutboxException("not yet");
    }
}
