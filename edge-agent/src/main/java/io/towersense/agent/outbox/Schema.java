package io.towersense.agent.outbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The tables of the outbox. */
final class Schema {
    static final int VERSION = 1;

    private static final List<String> TABLES = List.of(
            """
            CREATE TABLE books (account TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID
            """,
            """
            CREATE TABLE state (device_id TEXT PRIMARY KEY, boot_id TEXT NOT NULL, json BLOB NOT NULL)
            """,
            """
            CREATE TABLE reading (
              sequence INTEGER PRIMARY KEY, device_id TEXT NOT NULL, timestamp INTEGER NOT NULL, json BLOB NOT NULL,
              boot_id TEXT NOT NULL, boot_nanos INTEGER NOT NULL, rules_version TEXT NOT NULL,
              stored_at INTEGER NOT NULL, stored_wall INTEGER NOT NULL)
            """,
            """
            CREATE TABLE message (
              sequence INTEGER PRIMARY KEY, id TEXT NOT NULL, lane TEXT NOT NULL, aside INTEGER NOT NULL DEFAULT 0,
              readings INTEGER NOT NULL, refusals INTEGER NOT NULL DEFAULT 0, bytes INTEGER NOT NULL,
              stored_at INTEGER NOT NULL, stored_wall INTEGER NOT NULL, aside_reason TEXT, aside_wall INTEGER,
              payload BLOB NOT NULL)
            """,
            "CREATE INDEX message_lane ON message (aside, lane, sequence)",
            "CREATE INDEX message_id ON message (id)",
            """
            CREATE TABLE gap (
              device_id TEXT NOT NULL, reason TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
              count INTEGER NOT NULL, PRIMARY KEY (device_id, reason)) WITHOUT ROWID
            """,
            "PRAGMA user_version = " + VERSION);

    private Schema() {}

    /**
     * Makes the tables where there are none.
     *
     * @throws SQLException of code {@code SQLITE_NOTADB} if the file holds something else
     */
    static void apply(Connection connection) throws SQLException {
        int version = number(connection, "PRAGMA user_version");
        if (version == VERSION) {
            return;
        }
        if (version != 0 || number(connection, "SELECT count(*) FROM sqlite_schema") > 0) {
            throw new SQLiteException(
                    "the file holds version " + version + " of something, not version " + VERSION + " of an outbox",
                    SQLiteErrorCode.SQLITE_NOTADB);
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            for (String table : TABLES) {
                statement.execute(table);
            }
            statement.execute("COMMIT");
        }
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
