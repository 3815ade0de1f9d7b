package io.towersense.agent.alertlog;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A file of whole lines. It is opened for each line, so that somebody may move or delete it meanwhile; and by plain
 * calls, which no interruption can cut short.
 */
final class LineFile {
    private final Path path;

    LineFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** Its size in bytes, 0 where it is not there. */
    long size() throws IOException {
        return Files.exists(path) ? Files.size(path) : 0;
    }

    /** Adds a line, its end included; what a failure leaves of it is taken back. A line that a power cut tore is ended. */
    void append(byte[] line, boolean isSynced) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            long end = file.length();
            try {
                file.seek(end);
                if (end > 0 && lastByte(file, end) != '\n') {
                    file.write('\n');
                }
                file.write(line);
                if (isSynced) {
                    file.getFD().sync();
                }
            } catch (IOException e) {
                file.setLength(end);
                throw e;
            }
        }
    }

    /** The last bytes of the file, at most that many, from a line's beginning. */
    byte[] tail(int most) throws IOException {
        if (!Files.exists(path)) {
            return new byte[0];
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long start = Math.max(0, file.length() - most);
            file.seek(start);
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.readFully(bytes);
            return start == 0 ? bytes : fromNextLine(bytes);
        }
    }

    private static int lastByte(RandomAccessFile file, long end) throws IOException {
        file.seek(end - 1);
        return file.read();
    }

    private static byte[] fromNextLine(byte[] bytes) {
        int from = 0;
        while (from < bytes.length && bytes[from] != '\n') {
            from++;
        }
        return Arrays.copyOfRange(bytes, Math.min(from + 1, bytes.length), bytes.length);
    }
}
