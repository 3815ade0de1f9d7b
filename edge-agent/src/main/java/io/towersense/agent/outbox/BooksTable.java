package io.towersense.agent.outbox;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The books on disk: one row an account. */
final class BooksTable {
    private static final String READ = "SELECT account, value FROM books";
    private static final String WRITE =
            "INSERT INTO books (account, value) VALUES (?, ?) ON CONFLICT (account) DO UPDATE SET value = excluded.value";
    static final List<String> STATEMENTS = List.of(READ, WRITE);

    private final Database database;

    BooksTable(Database database) {
        this.database = database;
    }

    Books read() throws SQLException {
        Books books = new Books();
        try (ResultSet rows = database.statement(READ).executeQuery()) {
            while (rows.next()) {
                String key = rows.getString(1);
                for (Account account : Account.values()) {
                    if (account.key().equals(key)) {
                        books.set(account, rows.getLong(2));
                    }
                }
            }
        }
        return books;
    }

    /** Writes what differs from {@code before}. */
    void write(Books before, Books after) throws SQLException {
        PreparedStatement write = database.statement(WRITE);
        for (Account account : Account.values()) {
            if (after.get(account) != before.get(account)) {
                write.setString(1, account.key());
                write.setLong(2, after.get(account));
                write.executeUpdate();
            }
        }
    }
}
