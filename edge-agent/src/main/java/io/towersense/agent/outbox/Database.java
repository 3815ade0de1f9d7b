package io.towersense.agent.outbox;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The outbox's SQLite file and the one connection to it. Not thread-safe. */
final class Database implements AutoCloseable {
    private static final int PAGE_BYTES = 4096;
    private static final long MOST_FREE_PAGES = 16L * 1024 * 1024 / PAGE_BYTES;
    private static final int PAGES_GIVEN_BACK = 256;

    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    private Database(Connection connection) {
        this.connection = connection;
    }

    /** Opens the file, or makes it. Nothing in it is looked through. */
    static Database open(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(5_000);
        Database database = new Database(config.createConnection(url(file)));
        try {
            database.configure();
            Schema.apply(database.connection);
            return database;
        } catch (SQLException e) {
            database.close();
            throw e;
        }
    }

    /** Opens a file that another process may write to, for reading only. */
    static Database openReadOnly(Path file, boolean inUse) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(5_000);
        // Nobody writes to a file without a log beside it. Said so, SQLite makes no files of its own, which would
        // belong
        // to whoever asks and shut out the agent.
        return new Database(config.createConnection(url(file) + (inUse ? "?mode=ro" : "?immutable=1")));
    }

    /** The statement, prepared once; its parameters are those of the last use until they are set. */
    PreparedStatement statement(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known != null) {
            return known;
        }
        PreparedStatement prepared = connection.prepareStatement(sql);
        statements.put(sql, prepared);
        return prepared;
    }

    /** Does the work wholly or not at all. */
    <T> T transaction(Work<T> work) throws SQLException {
        statement("BEGIN IMMEDIATE").execute();
        try {
            T result = work.run();
            statement("COMMIT").execute();
            return result;
        } catch (SQLException | RuntimeException e) {
            rollBack(e);
            throw e;
        }
    }

    private void rollBack(Exception cause) {
        try {
            // A statement that failed is of no use any more.
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
            statements.clear();
            execute("ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself where the disk was the cause.
            cause.addSuppressed(e);
        }
    }

    /**
     * Gives some space back to the disk if much is free within the file, a little at a time. What is free is used again
     * before the file grows, so the file is never larger than the most that was kept at one time.
     */
    void giveSpaceBack() throws SQLException {
        long free = number("PRAGMA freelist_count");
        if (free > MOST_FREE_PAGES && free > number("PRAGMA page_count") / 2) {
            // Not as a prepared statement, of which the driver would take the first step only: one page.
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("PRAGMA incremental_vacuum(" + PAGES_GIVEN_BACK + ")");
            }
        }
    }

    long number(String query) throws SQLException {
        try (ResultSet row = statement(query).executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** Runs a command that answers nothing, outside of what the outbox does by itself. */
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Whether this says that the file is no outbox any more. */
    static boolean isDamage(SQLException e) {
        SQLiteErrorCode code = primaryCode(e);
        return code == SQLiteErrorCode.SQLITE_NOTADB || code == SQLiteErrorCode.SQLITE_CORRUPT;
    }

    /** Whether nothing at all is written after this failure, and the connection is as good as before. */
    static boolean isCertain(SQLException e) {
        SQLiteErrorCode code = primaryCode(e);
        return code == SQLiteErrorCode.SQLITE_FULL || code == SQLiteErrorCode.SQLITE_BUSY;
    }

    static SQLiteErrorCode code(SQLException e) {
        return e instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    }

    /** The kind of failure, without its details. */
    static SQLiteErrorCode primaryCode(SQLException e) {
        return SQLiteErrorCode.getErrorCode(code(e).code & 0xff);
    }

    @Override
    public void close() throws SQLException {
        statements.clear();
        connection.close();
    }

    private static String url(Path file) {
        return "jdbc:sqlite:file:" + file.toUri().getRawPath();
    }

    private void configure() throws SQLException {
        execute("PRAGMA page_size = " + PAGE_BYTES);
        execute("PRAGMA auto_vacuum = INCREMENTAL");
        execute("PRAGMA journal_mode = WAL");
        execute("PRAGMA synchronous = FULL");
        execute("PRAGMA journal_size_limit = 4194304");
        execute("PRAGMA cache_size = -2000");
        execute("PRAGMA temp_store = MEMORY");
        execute("PRAGMA cell_size_check = ON");
    }

    /** Something that is done wholly or not at all. */
    interface Work<T> {
        T run() throws SQLException;
    }
}
