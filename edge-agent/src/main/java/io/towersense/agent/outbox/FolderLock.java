package io.towersense.agent.outbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The right to an outbox, which one process at a time has; the operating system takes it back when the process ends. */
final class FolderLock implements AutoCloseable {
    static final String FILE = "outbox.lock";

    /** Held by whoever waits for the other. */
    private static final String NEXT = "outbox.next";

    private static final Logger LOG = LoggerFactory.getLogger(FolderLock.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock, waiting for whoever has it, which the log is told once, and whoever has it can find out. */
    static FolderLock acquire(Path folder) throws InterruptedException {
        Optional<FolderLock> lock = tryAcquire(folder);
        if (lock.isPresent()) {
            return lock.get();
        }
        LOG.warn("Another agent{} holds the outbox in {}: waiting for it to go", holder(folder), folder);
        Optional<FolderLock> turn = Optional.empty();
        try {
            while (lock.isEmpty()) {
                turn = turn.or(() -> tryAcquire(folder, NEXT));
                Thread.sleep(BETWEEN_TRIES.toMillis());
                lock = tryAcquire(folder);
            }
        } finally {
            turn.ifPresent(FolderLock::close);
        }
        return lock.get();
    }

    /** Takes the lock unless somebody has it. */
    static Optional<FolderLock> tryAcquire(Path folder) {
        return tryAcquire(folder, FILE);
    }

    /** Whether somebody has it. */
    static boolean isHeld(Path folder) {
        if (!Files.exists(folder.resolve(FILE))) {
            return false;
        }
        Optional<FolderLock> lock = tryAcquire(folder);
        lock.ifPresent(FolderLock::close);
        return lock.isEmpty();
    }

    /** Whether somebody waits for it. Asked by whoever has it, and by nobody else. */
    static boolean isAwaited(Path folder) {
        if (!Files.exists(folder.resolve(NEXT))) {
            return false;
        }
        Optional<FolderLock> turn = tryAcquire(folder, NEXT);
        turn.ifPresent(FolderLock::close);
        return turn.isEmpty();
    }

    private static Optional<FolderLock> tryAcquire(Path folder, String name) {
        Path file = folder.resolve(name);
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return tryAcquire(channel);
        } catch (IOException e) {
            throw new OutboxException(
                    file + ": cannot be written (" + e.getMessage()
                            + "); give the agent a folder that it may write to, on" + " a disk with room",
                    e);
        }
    }

    private static Optional<FolderLock> tryAcquire(FileChannel channel) throws IOException {
        try {
            if (isLocked(channel)) {
                channel.truncate(0);
                channel.write(ByteBuffer.wrap(
                        Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
                return Optional.of(new FolderLock(channel));
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return Optional.empty();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.warn("The outbox's lock was not given back cleanly: {}", e.getMessage());
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static String holder(Path folder) {
        try {
            String process = Files.readString(folder.resolve(FILE)).strip();
            return process.isEmpty() ? "" : " (process " + process + ")";
        } catch (IOException e) {
            return "";
        }
    }
}
