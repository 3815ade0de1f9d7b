package io.towersense.agent.outbox;

import io.towersense.agent.loop.Loop;
import io.towersense.telemetry.codec.AlarmCodec;
import io.towersense.telemetry.codec.ReadingCodec;
import io.towersense.telemetry.message.MessageId;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.time.Clock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An {@link Outbox} in a SQLite file, {@code outbox.db}, which one agent at a time holds.
 *
 * <p>What memory knows is behind a lock that is held for moments, the file behind another that is held through whole
 * transactions; so adding and asking never wait for the disk.
 */
public final class SqliteOutbox implements Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteOutbox.class);

    /** A reading of more bytes fits into no message. */
    private static final int MOST_READING_BYTES = 80 * 1024;

    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration FOR_THE_STEP_UNDER_WAY = Duration.ofSeconds(30);

    private final ReentrantLock disk = new ReentrantLock();
    private final OutboxFiles files;
    private final FolderLock folderLock;
    private final DurableStore store;
    private final String bootId;
    private final OutboxListener listener;
    private final Map<String, RememberedState> states;
    private final RunningClock clock;
    private final LossLog losses;
    private final Memory memory;

    private volatile Runnable onMessages = () -> {};
    private volatile Optional<Path> damagedFile;
    private volatile boolean isClosed;
    private volatile @Nullable Loop loop;

    private SqliteOutbox(
            OutboxFiles files,
            FolderLock folderLock,
            OutboxSettings settings,
            String bootId,
            Clock clock,
            OutboxListener listener)
            throws SQLException {
        this.files = files;
        this.folderLock = folderLock;
        this.bootId = bootId;
        this.listener = listener;
        this.store = DurableStore.open(files, settings, bootId, clock.now());
        this.damagedFile = store.damagedFile();
        this.states = Map.copyOf(store.states());
        Books books = store.snapshot().books();
        this.clock = new RunningClock(clock, books.get(Account.RUNNING));
        this.losses = new LossLog(books, this.clock.now());
        this.memory = new Memory(
                settings,
                states.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, state -> state.getValue().state())),
                store.snapshot());
    }

    /**
     * Opens the outbox in that folder, which is made if it is not there. Waits while another agent holds it, and says
     * so in the log once. A damaged file is set aside, named in the log and in the status, and an empty one takes its
     * place.
     *
     * @param bootId this boot of the machine, as in {@code /proc/sys/kernel/random/boot_id}
     * @throws OutboxException if the folder or the file cannot be used
     */
    public static SqliteOutbox open(
            Path folder, OutboxSettings settings, String bootId, Clock clock, OutboxListener listener)
            throws InterruptedException {
        SqliteOutbox outbox = openUnattended(folder, settings, bootId, clock, listener);
        outbox.loop = Loop.start("outbox", outbox::tend);
        return outbox;
    }

    /** An outbox without a thread: {@link #tend} is the caller's to call. */
    static SqliteOutbox openUnattended(
            Path folder, OutboxSettings settings, String bootId, Clock clock, OutboxListener listener)
            throws InterruptedException {
        OutboxFiles files = OutboxFiles.in(folder);
        FolderLock lock = FolderLock.acquire(files.folder());
        try {
            return new SqliteOutbox(files, lock, settings, bootId, clock, listener);
        } catch (SQLException e) {
            lock.close();
            throw DiskProblem.of(e, files.database());
        } catch (OutboxException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * The books of an outbox that another process may hold, as they were last committed.
     *
     * @throws OutboxException if there is no outbox in that folder or it cannot be read
     */
    public static OutboxStatus read(Path folder) {
        OutboxFiles files = new OutboxFiles(folder.toAbsolutePath());
        if (!Files.exists(files.database())) {
            throw new OutboxException(
                    folder + ": there is no outbox here; start the agent once, or name the folder of its outbox");
        }
        try (Database database = Database.openReadOnly(files.database(), files.isInUse())) {
            Tables tables = Tables.of(database);
            Snapshot snapshot = Snapshot.of(tables, tables.books().read());
            Intake nothing = new Intake(1, Map.of());
            return OutboxStatus.of(snapshot, nothing, 0, files.lastDamaged(), Optional.empty());
        } catch (SQLException e) {
            throw DiskProblem.of(e, files.database());
        }
    }

    @Override
    public Map<String, RememberedState> states() {
        return states;
    }

    @Override
    public void add(Judgement judgement) {
        if (isClosed) {
            throw new IllegalStateException("the outbox is closed");
        }
        Moment now = clock.now();
        Optional<WaitingReading> reading = judgement
                .reading()
                .map(sampled -> waiting(sampled, judgement, now))
                .filter(this::fits);
        List<WaitingAlarm> alarms = judgement.changes().stream()
                .map(change -> new WaitingAlarm(AlarmCodec.encode(change), now))
                .toList();
        if (memory.add(judgement.deviceId(), judgement.state(), reading, alarms)) {
            wake();
        }
    }

    @Override
    public void commit() {
        write(false);
    }

    @Override
    public void cut() {
        write(true);
    }

    @Override
    public Optional<OutboxMessage> next(Lane lane) {
        disk.lock();
        try {
            Optional<Long> from = memory.from(lane);
            while (from.isPresent()) {
                Optional<StoredMessage> found = store.first(lane, from.get());
                if (found.isEmpty()) {
                    tell(inFlight -> inFlight.exhausted(lane));
                    return Optional.empty();
                }
                if (memory.take(found.get())) {
                    Optional<OutboxMessage> message = store.content(found.get()).filter(this::isSound);
                    if (message.isPresent()) {
                        return message.map(known -> known.refusedMore(memory.refusals(known.id())));
                    }
                }
                from = memory.from(lane);
            }
            return Optional.empty();
        } catch (SQLException e) {
            failed(e);
            return Optional.empty();
        } finally {
            disk.unlock();
        }
    }

    @Override
    public void delivered(String id) {
        tell(inFlight -> inFlight.delivered(id));
    }

    @Override
    public void refused(String id) {
        tell(inFlight -> inFlight.refused(id));
    }

    @Override
    public void release(String id) {
        tell(inFlight -> inFlight.release(id));
    }

    @Override
    public void setAside(String id, String reason) {
        tell(inFlight -> inFlight.setAside(id, reason));
    }

    @Override
    public void onMessages(Runnable wake) {
        onMessages = wake;
    }

    @Override
    public OutboxStatus status() {
        return memory.status(damagedFile);
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        Loop running = loop;
        if (running != null && !running.stop(FOR_THE_STEP_UNDER_WAY)) {
            LOG.error("{}: the disk does not answer; what was not stored yet is lost", files.database());
            return;
        }
        disk.lock();
        try {
            commit();
        } catch (OutboxException e) {
            LOG.error("{} readings were not stored and are lost: {}", status().waiting(), e.getMessage());
        } finally {
            closeFile();
            disk.unlock();
        }
    }

    /**
     * Does what is due.
     *
     * @return after how long something will be, at most an hour
     */
    Duration tend() {
        disk.lock();
        try {
            while (memory.due() <= clock.now().running()) {
                attempt(false);
            }
        } finally {
            disk.unlock();
        }
        long now = clock.now().running();
        long due = Math.min(memory.due(), now + LONGEST_PAUSE.toNanos());
        return Duration.ofNanos(Math.max(0, due - now));
    }

    /** For what only a test does to a file. */
    DurableStore store() {
        return store;
    }

    private void write(boolean all) {
        disk.lock();
        try {
            boolean wasUnfinished = memory.isUnfinished();
            attempt(all);
            if (wasUnfinished && !memory.isUnfinished()) {
                attempt(all);
            }
        } finally {
            disk.unlock();
        }
        Optional<String> problem = memory.problem();
        if (problem.isPresent()) {
            throw new OutboxException(problem.get());
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
            LOG.info("{} takes readings again", files.database());
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
        String problem = DiskProblem.describe(e, files.database());
        if (memory.fail(problem, now)) {
            LOG.error("{}; up to {} readings are kept in memory meanwhile", problem, memory.mostWaiting());
        }
    }

    private void replaced(Snapshot fresh) {
        damagedFile = store.damagedFile();
        memory.replace(fresh);
        onMessages.run();
    }

    private void closeFile() {
        try {
            store.close();
        } catch (SQLException e) {
            LOG.warn("{} was not closed cleanly: {}", files.database(), DiskProblem.firstLine(e));
        }
        folderLock.close();
    }

    private WaitingReading waiting(Reading reading, Judgement judgement, Moment now) {
        return new WaitingReading(
                ReadingIdentity.of(reading),
                ReadingCodec.encode(reading),
                bootId,
                judgement.bootTime(),
                judgement.rulesVersion(),
                now);
    }

    private boolean fits(WaitingReading reading) {
        if (reading.json().length <= MOST_READING_BYTES) {
            return true;
        }
        LOG.warn(
                "A reading of {} has {} bytes, which fit into no message: it is dropped",
                reading.identity().deviceId(),
                reading.json().length);
        memory.lose(reading.identity(), Gaps.TOO_LARGE);
        return false;
    }

    /** Whether the bytes are those that were stored; a message that a failing card has changed is never sent. */
    private boolean isSound(OutboxMessage message) {
        if (MessageId.of(message.payload()).equals(message.id())) {
            return true;
        }
        LOG.warn("Message {} has changed on the disk: it is set aside; look at the card", message.id());
        setAside(message.id(), "its bytes have changed on the disk");
        return false;
    }

    private void tell(Memory.News news) {
        if (memory.tell(news)) {
            wake();
        }
    }

    private void wake() {
        Loop running = loop;
        if (running != null) {
            running.wake();
        }
    }
}
