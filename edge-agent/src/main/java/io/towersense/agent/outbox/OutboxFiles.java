package io.towersense.agent.outbox;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outbox's folder: {@code outbox.db}, what SQLite keeps beside it, and files that were damaged.
 *
 * @param folder where all of it is
 */
record OutboxFiles(Path folder) {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxFiles.class);
    private static final String DATABASE = "outbox.db";
    private static final String DAMAGED = DATABASE + ".damaged-";
    private static final int MOST_DAMAGED = 3;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    /**
     * The folder, made if it is not there.
     *
     * @throws OutboxException if it cannot be
     */
    static OutboxFiles in(Path folder) {
        try {
            Files.createDirectories(folder);
            return new OutboxFiles(folder.toRealPath());
        } catch (IOException e) {
            throw new OutboxException(
                    folder + ": cannot be made the outbox's folder (" + reason(e)
                            + "); name a folder that the agent may write to",
                    e);
        }
    }

    Path database() {
        return folder.resolve(DATABASE);
    }

    /** Whether a process has the file open, or had it when it ended. */
    boolean isInUse() {
        return Files.exists(beside(database(), "-wal"));
    }

    /**
     * Moves the file out of the way, with SQLite's log of it.
     *
     * @return where it is now
     * @throws OutboxException if that cannot be done
     */
    Path setDamagedAside(Instant now) {
        Path aside = folder.resolve(DAMAGED + TIME.format(now));
        try {
            Files.move(database(), aside);
            if (isInUse()) {
                Files.move(beside(database(), "-wal"), beside(aside, "-wal"));
            }
            Files.deleteIfExists(beside(database(), "-shm"));
            deleteOldest();
            return aside;
        } catch (IOException e) {
            throw new OutboxException(
                    database() + ": is damaged and cannot be set aside (" + reason(e) + "); move it away by hand", e);
        }
    }

    /** The file that was set aside last; empty where there is none or nobody can look. */
    Optional<Path> lastDamaged() {
        try {
            return damaged().reduce((older, younger) -> younger);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps the youngest of the damaged files, so that a failing card does not fill itself up. */
    private void deleteOldest() throws IOException {
        List<Path> damaged = damaged().toList();
        for (Path file : damaged.subList(0, Math.max(0, damaged.size() - MOST_DAMAGED))) {
            LOG.warn("Deleting {}: only the last {} damaged files are kept", file, MOST_DAMAGED);
            Files.delete(file);
            Files.deleteIfExists(beside(file, "-wal"));
        }
    }

    /** The damaged files, oldest first. */
    private Stream<Path> damaged() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> file.getFileName().toString().startsWith(DAMAGED))
                    .filter(file -> !file.toString().endsWith("-wal"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static String reason(IOException e) {
        if (e instanceof FileSystemException problem && problem.getReason() != null) {
            return problem.getReason();
        }
        return e.getClass().getSimpleName();
    }
}
