package io.towersense.agent.outbox;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The messages on disk: those that wait, by lane, and those set aside. */
final class MessageTable {
    private static final String COLUMNS = "SELECT sequence, id, lane, aside, readings, bytes, stored_at";
    private static final String INSERT = """
            INSERT INTO message (sequence, id, lane, readings, bytes, stored_at, stored_wall, payload)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String FIRST =
            COLUMNS + " FROM message WHERE aside = ? AND lane = ? AND sequence >= ? ORDER BY sequence LIMIT 1";
    private static final String BY_ID = COLUMNS + " FROM message WHERE id = ?";
    private static final String CONTENT = "SELECT payload, refusals FROM message WHERE sequence = ?";
    private static final String STORED_WALL = "SELECT stored_wall FROM message WHERE sequence = ?";
    private static final String DELETE = "DELETE FROM message WHERE sequence = ?";
    private static final String REFUSED = "UPDATE message SET refusals = refusals + ? WHERE id = ?";
    private static final String SET_ASIDE =
            "UPDATE message SET aside = 1, aside_reason = ?, aside_wall = ? WHERE sequence = ?";
    private static final String ASIDE = """
            SELECT id, lane, readings, aside_reason, aside_wall
            FROM message WHERE aside = 1 ORDER BY lane, sequence LIMIT ?
            """;
    static final List<String> STATEMENTS =
            List.of(INSERT, FIRST, BY_ID, CONTENT, STORED_WALL, DELETE, REFUSED, SET_ASIDE, ASIDE);

    private final Database database;

    MessageTable(Database database) {
        this.database = database;
    }

    void insert(StoredMessage message, Instant wall, byte[] payload) throws SQLException {
        PreparedStatement insert = database.statement(INSERT);
        insert.setLong(1, message.sequence());
        insert.setString(2, message.id());
        insert.setString(3, message.lane().name());
        insert.setInt(4, message.readings());
        insert.setInt(5, message.bytes());
        insert.setLong(6, message.storedAt());
        insert.setLong(7, Micros.of(wall));
        insert.setBytes(8, payload);
        insert.executeUpdate();
    }

    /** The first message of that lane whose sequence number is {@code from} or more. */
    Optional<StoredMessage> first(Lane lane, boolean aside, long from) throws SQLException {
        PreparedStatement first = database.statement(FIRST);
        first.setInt(1, aside ? 1 : 0);
        first.setString(2, lane.name());
        first.setLong(3, from);
        try (ResultSet row = first.executeQuery()) {
            return row.next() ? Optional.of(message(row)) : Optional.empty();
        }
    }

    /** All messages of these bytes: one, or more where the same readings were added again. */
    List<StoredMessage> byId(String id) throws SQLException {
        PreparedStatement byId = database.statement(BY_ID);
        byId.setString(1, id);
        List<StoredMessage> messages = new ArrayList<>();
        try (ResultSet rows = byId.executeQuery()) {
            while (rows.next()) {
                messages.add(message(rows));
            }
        }
        return messages;
    }

    /** The message with its payload. */
    Optional<OutboxMessage> content(StoredMessage message) throws SQLException {
        PreparedStatement content = database.statement(CONTENT);
        content.setLong(1, message.sequence());
        try (ResultSet row = content.executeQuery()) {
            return row.next()
                    ? Optional.of(new OutboxMessage(
                            message.sequence(),
                            message.id(),
                            message.lane(),
                            row.getBytes(1),
                            message.readings(),
                            row.getInt(2)))
                    : Optional.empty();
        }
    }

    /** When the first of what the message carries was added, by the wall clock of then. */
    Instant storedWall(StoredMessage message) throws SQLException {
        PreparedStatement storedWall = database.statement(STORED_WALL);
        storedWall.setLong(1, message.sequence());
        try (ResultSet row = storedWall.executeQuery()) {
            return Micros.instant(row.next() ? row.getLong(1) : 0);
        }
    }

    void delete(StoredMessage message) throws SQLException {
        PreparedStatement delete = database.statement(DELETE);
        delete.setLong(1, message.sequence());
        delete.executeUpdate();
    }

    void refused(String id, int times) throws SQLException {
        PreparedStatement refused = database.statement(REFUSED);
        refused.setInt(1, times);
        refused.setString(2, id);
        refused.executeUpdate();
    }

    void setAside(StoredMessage message, String reason, Instant wall) throws SQLException {
        PreparedStatement setAside = database.statement(SET_ASIDE);
        setAside.setString(1, reason);
        setAside.setLong(2, Micros.of(wall));
        setAside.setLong(3, message.sequence());
        setAside.executeUpdate();
    }

    /** Messages set aside, alarms first, oldest first, at most that many. */
    List<SetAside> aside(int most) throws SQLException {
        PreparedStatement aside = database.statement(ASIDE);
        aside.setInt(1, most);
        List<SetAside> messages = new ArrayList<>();
        try (ResultSet rows = aside.executeQuery()) {
            while (rows.next()) {
                messages.add(new SetAside(
                        rows.getString(1),
                        Lane.valueOf(rows.getString(2)),
                        rows.getInt(3),
                        rows.getString(4),
                        Micros.instant(rows.getLong(5))));
            }
        }
        return messages;
    }

    private static StoredMessage message(ResultSet row) throws SQLException {
        return new StoredMessage(
                row.getLong(1),
                row.getString(2),
                Lane.valueOf(row.getString(3)),
                row.getInt(4) == 1,
                row.getInt(5),
                row.getInt(6),
                row.getLong(7));
    }
}
