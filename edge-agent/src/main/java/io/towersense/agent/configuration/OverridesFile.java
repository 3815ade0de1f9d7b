package io.towersense.agent.configuration;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The overrides last in force, as they were desired, in a file that is whole or not there.
 *
 * @param path of the file
 */
record OverridesFile(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(OverridesFile.class);

    /** What was desired; empty where nothing was, or where it cannot be read. */
    Optional<byte[]> read() {
        try {
            return Optional.of(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            // Where there is no folder at all, there are worse things to tell.
            if (Optional.ofNullable(path.getParent()).filter(Files::isDirectory).isPresent()) {
                LOG.warn("{} cannot be read: {}; there are no overrides until the shadow is", path, e.getMessage());
            }
            return Optional.empty();
        }
    }

    /** Remembers what is in force. Where the disk does not take it, the overrides last until the agent ends. */
    void write(byte[] desired, Overrides overrides) {
        try {
            if (overrides.equals(Overrides.NONE)) {
                Files.deleteIfExists(path);
            } else if (!read().filter(before -> Arrays.equals(before, desired)).isPresent()) {
                replace(desired);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}; the overrides last until the agent ends", path, e.getMessage());
        }
    }

    private void replace(byte[] desired) throws IOException {
        Files.createDirectories(path.toAbsolutePath().getParent());
        Path next = path.resolveSibling(path.getFileName() + ".next");
        Files.write(next, desired);
        try (FileChannel file = FileChannel.open(next, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
