package io.towersense.sensor.sysfs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;

/** How the bytes of a file are read: opened, read and closed again. A test has one that fails as a kernel does. */
@FunctionalInterface
public interface SysfsReader {
    /**
     * The file's beginning.
     *
     * @param most how many bytes at the most
     * @throws IOException with the operating system's words as its message; a
     *     {@link java.nio.channels.ClosedByInterruptException} if the thread is interrupted
     */
    byte[] read(Path file, int most) throws IOException;

    /** The files of this machine. */
    static SysfsReader ofThisMachine() {
        return (file, most) -> {
            // Not Files.newInputStream, which an interrupt does not end.
            try (InputStream bytes = Channels.newInputStream(Files.newByteChannel(file))) {
                return bytes.readNBytes(most);
            }
        };
    }
}
