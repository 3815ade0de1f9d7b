package io.towersense.agent.outbox;

import io.towersense.telemetry.message.Gap;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What was dropped and is in no message yet, by device and reason. */
final class GapTable {
    private static final String ADD = """
            INSERT INTO gap (device_id, reason, first, last, count) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (device_id, reason) DO UPDATE SET
              first = min(first, excluded.first), last = max(last, excluded.last), count = count + excluded.count
            """;
    private static final String READ =
            "SELECT device_id, reason, first, last, count FROM gap ORDER BY device_id, reason LIMIT ?";
    private static final String DELETE = "DELETE FROM gap WHERE device_id = ? AND reason = ?";
    static final List<String> STATEMENTS = List.of(ADD, READ, DELETE);

    private final Database database;

    GapTable(Database database) {
        this.database = database;
    }

    void add(Gap gap) throws SQLException {
        PreparedStatement add = database.statement(ADD);
        add.setString(1, gap.deviceId());
        add.setString(2, gap.reason());
        add.setLong(3, Micros.of(gap.from()));
        add.setLong(4, Micros.of(gap.to()));
        add.setLong(5, gap.count());
        add.executeUpdate();
    }

    /** Takes out some gaps, at most that many. */
    List<Gap> take(int most) throws SQLException {
        List<Gap> gaps = new ArrayList<>();
        PreparedStatement read = database.statement(READ);
        read.setInt(1, most);
        try (ResultSet rows = read.executeQuery()) {
            while (rows.next()) {
                gaps.add(new Gap(
                        rows.getString(1),
                        Micros.instant(rows.getLong(3)),
                        Micros.instant(rows.getLong(4)),
                        rows.getLong(5),
                        rows.getString(2)));
            }
        }
        PreparedStatement delete = database.statement(DELETE);
        for (Gap gap : gaps) {
            delete.setString(1, gap.deviceId());
            delete.setString(2, gap.reason());
            delete.executeUpdate();
        }
        return gaps;
    }
}
