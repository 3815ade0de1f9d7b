package io.towersense.agent.outbox;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The stored readings that are in no message yet, in the order in which they were added. */
final class ReadingTable {
    private static final String INSERT = """
            INSERT INTO reading
              (device_id, timestamp, json, boot_id, boot_nanos, rules_version, stored_at, stored_wall)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String READ = """
            SELECT sequence, device_id, timestamp, json, boot_id, boot_nanos, rules_version, stored_at, stored_wall
            FROM reading WHERE sequence > 0 ORDER BY sequence LIMIT ?
            """;
    private static final String OLDEST =
            "SELECT stored_at, stored_wall FROM reading WHERE sequence > 0 ORDER BY sequence LIMIT 1";
    private static final String DELETE = "DELETE FROM reading WHERE sequence <= ?";
    static final List<String> STATEMENTS = List.of(INSERT, READ, OLDEST, DELETE);

    private final Database database;

    ReadingTable(Database database) {
        this.database = database;
    }

    void insert(WaitingReading reading) throws SQLException {
        PreparedStatement insert = database.statement(INSERT);
        insert.setString(1, reading.identity().deviceId());
        insert.setLong(2, Micros.of(reading.identity().timestamp()));
        insert.setBytes(3, reading.json());
        insert.setString(4, reading.bootId());
        insert.setLong(5, reading.bootTime().toNanos());
        insert.setString(6, reading.rulesVersion());
        insert.setLong(7, reading.added().running());
        insert.setLong(8, Micros.of(reading.added().wall()));
        insert.executeUpdate();
    }

    /** The oldest readings that were judged by the same rules and fit into that many bytes; at least one, if any. */
    Prefix oldest(int mostBytes, int mostReadings) throws SQLException {
        PreparedStatement read = database.statement(READ);
        read.setInt(1, mostReadings);
        List<WaitingReading> readings = new ArrayList<>();
        long last = 0;
        int bytes = 0;
        try (ResultSet rows = read.executeQuery()) {
            while (rows.next()) {
                WaitingReading reading = reading(rows);
                boolean fits = bytes + reading.json().length <= mostBytes;
                if (!readings.isEmpty()
                        && (!fits
                                || !reading.rulesVersion()
                                        .equals(readings.get(0).rulesVersion()))) {
                    break;
                }
                readings.add(reading);
                bytes += reading.json().length;
                last = rows.getLong(1);
            }
        }
        return new Prefix(readings, last);
    }

    /** When the oldest reading was added. */
    Optional<Moment> oldest() throws SQLException {
        try (ResultSet row = database.statement(OLDEST).executeQuery()) {
            return row.next()
                    ? Optional.of(new Moment(row.getLong(1), Micros.instant(row.getLong(2))))
                    : Optional.empty();
        }
    }

    void delete(Prefix prefix) throws SQLException {
        PreparedStatement delete = database.statement(DELETE);
        delete.setLong(1, prefix.last());
        delete.executeUpdate();
    }

    private static WaitingReading reading(ResultSet row) throws SQLException {
        return new WaitingReading(
                new ReadingIdentity(row.getString(2), Micros.instant(row.getLong(3))),
                row.getBytes(4),
                row.getString(5),
                Duration.ofNanos(row.getLong(6)),
                row.getString(7),
                new Moment(row.getLong(8), Micros.instant(row.getLong(9))));
    }

    /**
     * The oldest readings.
     *
     * @param last sequence number of the last of them
     */
    record Prefix(List<WaitingReading> readings, long last) {
        List<byte[]> json() {
            return readings.stream().map(WaitingReading::json).toList();
        }

        long bytes() {
            return readings.stream().mapToLong(reading -> reading.json().length).sum();
        }
    }
}
