package io.towersense.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** What hangs on the bus of an emulated gateway: a file that is replaced while programs read the devices. */
final class PretendDevices {
    private final Path file;
    private Instant changedAt = Instant.parse("2026-11-26T10:00:00Z");

    PretendDevices(Path folder) {
        this.file = folder.resolve("devices");
    }

    Path file() {
        return file;
    }

    /** Replaces all devices at once. The bus looks at the file's time, so each change has one of its own. */
    void set(String lines) throws IOException {
        changedAt = changedAt.plusSeconds(1);
        Path next = Files.writeString(file.resolveSibling("devices.next"), lines);
        Files.setLastModifiedTime(next, FileTime.from(changedAt));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
