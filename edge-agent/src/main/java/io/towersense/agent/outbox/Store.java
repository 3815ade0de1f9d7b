package io.towersense.agent.outbox;

import io.towersense.telemetry.engine.DeviceState;
import io.towersense.telemetry.message.Gap;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The open file and what is done in it, a transaction at a time. Not thread-safe. */
final class Store implements AutoCloseable {
    private final Database database;
    private final Tables tables;
    private final Cutter cutter;
    private final Limits limits;
    private final String bootId;
    private Snapshot snapshot;

    private Store(Database database, OutboxSettings settings, String bootId) throws SQLException {
        this.database = database;
        this.tables = Tables.of(database);
        this.cutter = new Cutter(tables, settings);
        this.limits = new Limits(tables, settings);
        this.bootId = bootId;
        this.snapshot = Snapshot.of(tables, tables.books().read());
    }

    static Store open(Path file, OutboxSettings settings, String bootId) throws SQLException {
        Database database = Database.open(file);
        try {
            return new Store(database, settings, bootId);
        } catch (SQLException e) {
            database.close();
            throw e;
        }
    }

    Map<String, RememberedState> states() throws SQLException {
        return tables.states().read();
    }

    Snapshot snapshot() {
        return snapshot;
    }

    /** How many transactions there were. */
    long commits() {
        return snapshot.books().get(Account.COMMITS);
    }

    /** For what only a test does to a file. */
    Database database() {
        return database;
    }

    /**
     * Writes the work down, cuts what is due and drops what is too much, wholly or not at all.
     *
     * @param isOut the messages that are not dropped
     */
    Snapshot commit(Work work, Moment now, Predicate<String> isOut) throws SQLException {
        snapshot = database.transaction(() -> {
            Books books = snapshot.books().copy();
            settle(books, work.settlement(), now);
            enter(books, work.group());
            cutter.cut(books, work.all(), now);
            limits.enforce(books, now, isOut);
            books.add(Account.COMMITS, 1);
            books.set(Account.RUNNING, now.running());
            books.set(Account.COMMITTED_AT, Micros.of(now.wall()));
            tables.books().write(snapshot.books(), books);
            database.giveSpaceBack();
            return Snapshot.of(tables, books);
        });
        return snapshot;
    }

    /** The first message of the lane from that sequence number on. */
    Optional<StoredMessage> first(Lane lane, long from) throws SQLException {
        return tables.messages().first(lane, false, from);
    }

    Optional<OutboxMessage> content(StoredMessage message) throws SQLException {
        return tables.messages().content(message);
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }

    private void settle(Books books, Settlement settlement, Moment now) throws SQLException {
        for (String id : settlement.delivered().keySet()) {
            for (StoredMessage message : tables.messages().byId(id)) {
                tables.messages().delete(message);
                books.remove(message);
                books.add(Account.DELIVERED, message.readings());
            }
        }
        for (Map.Entry<String, Integer> refused : settlement.refused().entrySet()) {
            tables.messages().refused(refused.getKey(), refused.getValue());
        }
        for (Map.Entry<String, String> aside : settlement.aside().entrySet()) {
            for (StoredMessage message : tables.messages().byId(aside.getKey())) {
                if (!message.aside()) {
                    tables.messages().setAside(message, aside.getValue(), now.wall());
                    books.add(Account.messages(message.lane()), -1);
                    books.add(Account.ASIDE, 1);
                }
            }
        }
    }

    private void enter(Books books, Group group) throws SQLException {
        for (WaitingReading reading : group.readings()) {
            tables.readings().insert(reading);
            books.add(Account.UNCUT_BYTES, reading.json().length);
        }
        books.add(Account.UNCUT, group.readings().size());
        books.add(Account.SAMPLED, group.readings().size() + group.lostReadings());
        for (WaitingAlarm alarm : group.alarms()) {
            cutter.enter(books, alarm);
        }
        for (Map.Entry<String, DeviceState> state : group.states().entrySet()) {
            tables.states().write(state.getKey(), bootId, state.getValue());
        }
        for (Gap gap : group.lost()) {
            tables.gaps().add(gap);
        }
        books.add(Account.DROPPED, group.lostReadings());
        books.add(Account.DROPPED_ALARMS, group.lostAlarms());
    }
}
