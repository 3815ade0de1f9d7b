package io.towersense.agent.outbox;

import java.nio.file.Path;
import java.sql.SQLException;

/** What is wrong with the disk, in one line for a person. */
final class DiskProblem {
    private DiskProblem() {}

    static OutboxException of(SQLException e, Path file) {
        return new OutboxException(describe(e, file), e);
    }

    static String describe(SQLException e, Path file) {
        return switch (Database.primaryCode(e)) {
            case SQLITE_FULL -> file + ": no room left on the disk; make some (df -h " + file.getParent() + ")";
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH ->
                file + ": cannot be written to; give the agent's user the right to, or mount it writable (ls -l "
                        + file.getParent() + ")";
            case SQLITE_CANTOPEN ->
                file + ": cannot be opened; look whether the folder is there and the agent's user may write to it";
            case SQLITE_IOERR ->
                file + ": the disk failed (" + Database.code(e)
                        + "); look at the card and at what the kernel says (dmesg)";
            case SQLITE_BUSY, SQLITE_LOCKED ->
                file + ": another program holds it; close whatever has it open (fuser " + file + ")";
            default -> file + ": " + firstLine(e);
        };
    }

    static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("SQLite failed");
    }
}
