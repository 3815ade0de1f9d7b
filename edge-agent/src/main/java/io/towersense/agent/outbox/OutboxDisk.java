package io.towersense.agent.outbox;

import io.towersense.telemetry.message.MessageId;
import io.towersense.telemetry.time.Clock;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outbox's side towards the disk: it writes down what memory holds when that is due, and reads messages. Thread-safe;
 * its lock is held through whole transactions.
 */
final class OutboxDisk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxDisk.class);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Path file;
    private final DurableStore store;
    private final Memory memory;
    private final RunningClock clock;
    private final OutboxListener listener;
    private final LossLog losses;

    private volatile Runnable onMessages = () -> {};
    private volatile Optional<Path> damagedFile;

    OutboxDisk(OutboxFiles files, OutboxSettings settings, String bootId, Clock clock, OutboxListener listener)
            throws SQLException {
        this.file = files.database();
        this.listener = listener;
        this.store = DurableStore.open(files, settings, bootId, clock.now());
        this.damagedFile = store.damagedFile();
        Snapshot snapshot = store.snapshot();
        this.clock = new RunningClock(clock, snapshot.books().get(Account.RUNNING));
        this.losses = new LossLog(snapshot.books(), this.clock.now());
        this.memory = new Memory(
                settings,
                store.states().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, state -> state.getValue().state())),
                snapshot);
    }

    Memory memory() {
        return memory;
    }

    RunningClock clock() {
        return clock;
    }

    /** For what only a test does to a file. */
    DurableStore store() {
        return store;
    }

    void onMessages(Runnable wake) {
        onMessages = wake;
    }

    OutboxStatus status() {
        return memory.status(damagedFile);
    }

    /**
     * Does what is due.
     *
     * @return after how long something will be, at most an hour
     */
    Duration tend() {
        lock.lock();
        try {
            while (memory.due() <= clock.now().running()) {
                attempt(false);
            }
        } finally {
            lock.unlock();
        }
        long now = clock.now().running();
        long due = Math.min(memory.due(), now + LONGEST_PAUSE.toNanos());
        return Duration.ofNanos(Math.max(0, due - now));
    }

    /**
     * Writes down all that was added so far.
     *
     * @param all whether every reading is to be cut into a message
     * @throws OutboxException if the disk does not take it
     */
    void write(boolean all) {
        lock.lock();
        try {
            boolean wasUnfinished = memory.isUnfinished();
            attempt(all);
            if (wasUnfinished && !memory.isUnfinished()) {
                attempt(all);
            }
        } finally {
            lock.unlock();
        }
        Optional<String> problem = memory.problem();
        if (problem.isPresent()) {
            throw new OutboxException(problem.get());
        }
    }

    /** The lane's first message that is not out, which is out from now on. */
    Optional<OutboxMessage> next(Lane lane) {
        lock.lock();
        try {
            for (Optional<Long> from = memory.from(lane); from.isPresent(); from = memory.from(lane)) {
                Optional<StoredMessage> found = store.first(lane, from.get());
                if (found.isEmpty()) {
                    memory.tell(inFlight -> inFlight.exhausted(lane));
                    return Optional.empty();
                }
                if (memory.take(found.get())) {
                    Optional<OutboxMessage> message = store.content(found.get()).filter(this::isSound);
                    if (message.isPresent()) {
                        return message.map(known -> known.refusedMore(memory.refusals(known.id())));
                    }
                }
            }
        } catch (SQLException e) {
            failed(e);
        } finally {
            lock.unlock();
        }
        return Optional.empty();
    }

    /** Writes down what it can, and lets go of the file. */
    @Override
    public void close() {
        lock.lock();
        try {
            write(false);
        } catch (OutboxException e) {
            LOG.error("{} readings were not stored and are lost: {}", status().waiting(), e.getMessage());
        } finally {
            closeFile();
            lock.unlock();
        }
    }

    /** Writes down what there is; a failure is kept in memory and told to the log. */
    private void attempt(boolean all) {
        Moment now = clock.now();
        Work work = memory.begin(all);
        boolean wasWell = memory.problem().isEmpty();
        try {
            Snapshot after = store.commit(work, now, memory::isOut);
            if (!store.damagedFile().equals(damagedFile)) {
                replaced(after);
            }
            memory.finish(work, after, now);
            losses.look(after.books(), now);
            announce(work, wasWell);
        } catch (SQLException e) {
            failed(e);
        }
    }

    private void announce(Work work, boolean wasWell) {
        if (!wasWell) {
            LOG.info("{} takes readings again", file);
        }
        List<ReadingIdentity> readings =
                work.group().readings().stream().map(WaitingReading::identity).toList();
        if (!readings.isEmpty()) {
            listener.committed(readings);
        }
        onMessages.run();
    }

    private void failed(SQLException e) {
        Moment now = clock.now();
        try {
            if (Database.isDamage(e)) {
                replaced(store.replace(e, now.wall()).snapshot());
                return;
            }
        } catch (SQLException | OutboxException again) {
            e.addSuppressed(again);
        }
        String problem = DiskProblem.describe(e, file);
        if (memory.fail(problem, now)) {
            LOG.error("{}; up to {} readings are kept in memory meanwhile", problem, memory.mostWaiting());
        }
    }

    private void replaced(Snapshot fresh) {
        damagedFile = store.damagedFile();
        memory.replace(fresh);
        onMessages.run();
    }

    /** Whether the bytes are those that were stored; a message that a failing card has changed is never sent. */
    private boolean isSound(OutboxMessage message) {
        if (MessageId.of(message.payload()).equals(message.id())) {
            return true;
        }
        LOG.warn("Message {} has changed on the disk: it is set aside; look at the card", message.id());
        memory.tell(inFlight -> inFlight.setAside(message.id(), "its bytes have changed on the disk"));
        return false;
    }

    private void closeFile() {
        try {
            store.close();
        } catch (SQLException e) {
            LOG.warn("{} was not closed cleanly: {}", file, DiskProblem.firstLine(e));
        }
    }
}
