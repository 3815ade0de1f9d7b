package io.towersense.agent.outbox;

import io.towersense.agent.loop.Loop;
import io.towersense.telemetry.codec.AlarmCodec;
import io.towersense.telemetry.codec.ReadingCodec;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.time.Clock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final Duration FOR_THE_STEP_UNDER_WAY = Duration.ofSeconds(30);

    private final FolderLock folderLock;
    private final OutboxDisk disk;
    private final Memory memory;
    private final String bootId;
    private volatile boolean isClosed;
    private volatile @Nullable Loop loop;

    private SqliteOutbox(FolderLock folderLock, OutboxDisk disk, String bootId) {
        this.folderLock = folderLock;
        this.disk = disk;
        this.memory = disk.memory();
        this.bootId = bootId;
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
            return new SqliteOutbox(lock, new OutboxDisk(files, settings, bootId, clock, listener), bootId);
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

    /**
     * Whether an agent has the outbox in that folder; for one that has another to ask.
     *
     * @throws OutboxException if the folder cannot be used
     */
    public static boolean isHeld(Path folder) {
        return FolderLock.isHeld(folder.toAbsolutePath());
    }

    /**
     * Whether another agent waits for the outbox in that folder; for the one that holds it to ask.
     *
     * @throws OutboxException if the folder cannot be used
     */
    public static boolean isAwaited(Path folder) {
        return FolderLock.isAwaited(folder.toAbsolutePath());
    }

    @Override
    public Map<String, RememberedState> states() {
        return disk.store().states();
    }

    @Override
    public void add(Judgement judgement) {
        if (isClosed) {
            throw new IllegalStateException("the outbox is closed");
        }
        Moment now = disk.clock().now();
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
        disk.write(false);
    }

    @Override
    public void cut() {
        disk.write(true);
    }

    @Override
    public Optional<OutboxMessage> next(Lane lane) {
        return disk.next(lane);
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
        disk.onMessages(wake);
    }

    @Override
    public OutboxStatus status() {
        return disk.status();
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        Loop running = loop;
        if (running != null && !running.stop(FOR_THE_STEP_UNDER_WAY)) {
            LOG.error("The disk does not answer: {} readings were not stored and are lost", status().waiting());
            return;
        }
        disk.close();
        folderLock.close();
    }

    /** As {@link OutboxDisk#tend}. */
    Duration tend() {
        return disk.tend();
    }

    /** For what only a test does to a file. */
    DurableStore store() {
        return disk.store();
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
