package io.towersense.agent.outbox;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link Store} that goes on when its file is damaged, with a new one, and when the disk fails, with the next attempt.
 * Not thread-safe.
 */
final class DurableStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DurableStore.class);

    private final OutboxFiles files;
    private final OutboxSettings settings;
    private final String bootId;
    private Map<String, RememberedState> states = Map.of();
    private @Nullable Store store;
    private Optional<Path> damagedFile = Optional.empty();
    private long unsureCommit;

    private DurableStore(OutboxFiles files, OutboxSettings settings, String bootId) {
        this.files = files;
        this.settings = settings;
        this.bootId = bootId;
    }

    /** Opens the folder's file, or a new one where that is damaged. */
    static DurableStore open(OutboxFiles files, OutboxSettings settings, String bootId, Instant now)
            throws SQLException {
        DurableStore durable = new DurableStore(files, settings, bootId);
        try {
            durable.states = durable.ready().states();
        } catch (SQLException e) {
            if (!Database.isDamage(e)) {
                durable.release();
                throw e;
            }
            durable.replace(e, now);
        }
        return durable;
    }

    /** The engine's states as they were found at the beginning. */
    Map<String, RememberedState> states() {
        return states;
    }

    Snapshot snapshot() throws SQLException {
        return ready().snapshot();
    }

    /** The damaged file that was set aside last. */
    Optional<Path> damagedFile() {
        return damagedFile;
    }

    /** For what only a test does to a file. */
    Database database() throws SQLException {
        return ready().database();
    }

    /**
     * Writes the work down. After a failure it is to be called with the same work again: what is on disk in spite of the
     * failure is not written twice.
     */
    Snapshot commit(Work work, Moment now, Predicate<String> isOut) throws SQLException {
        Store open = ready();
        boolean isWritten = unsureCommit != 0 && open.commits() == unsureCommit;
        unsureCommit = 0;
        if (isWritten) {
            return open.snapshot();
        }
        try {
            return open.commit(work, now, isOut);
        } catch (SQLException e) {
            if (Database.isDamage(e)) {
                return replace(e, now.wall()).commit(work, now, isOut);
            }
            if (!Database.isCertain(e)) {
                unsureCommit = open.commits() + 1;
                release();
            }
            throw e;
        }
    }

    /** The first message of the lane from that sequence number on. */
    Optional<StoredMessage> first(Lane lane, long from) throws SQLException {
        return store == null ? Optional.empty() : store.first(lane, from);
    }

    Optional<OutboxMessage> content(StoredMessage message) throws SQLException {
        return store == null ? Optional.empty() : store.content(message);
    }

    /** Begins with a new file, the damaged one set aside. */
    Store replace(SQLException damage, Instant now) throws SQLException {
        release();
        unsureCommit = 0;
        Path aside = files.setDamagedAside(now);
        damagedFile = Optional.of(aside);
        LOG.warn(
                "{} is damaged ({}): it is set aside as {} and what was in it is not sent; an empty one takes its place",
                files.database(),
                DiskProblem.firstLine(damage),
                aside.getFileName());
        return ready();
    }

    @Override
    public void close() throws SQLException {
        if (store != null) {
            store.close();
            store = null;
        }
    }

    private Store ready() throws SQLException {
        Store open = store;
        if (open == null) {
            open = Store.open(files.database(), settings, bootId);
            store = open;
        }
        return open;
    }

    private void release() {
        try {
            close();
        } catch (SQLException e) {
            LOG.debug("Closing {} failed, too: {}", files.database(), e.getMessage());
            store = null;
        }
    }
}
