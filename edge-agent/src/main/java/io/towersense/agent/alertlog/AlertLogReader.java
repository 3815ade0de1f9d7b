package io.towersense.agent.alertlog;

import io.towersense.agent.configuration.DataFolder;
import io.towersense.telemetry.codec.UndecodableException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The alert log read by another process than the one that writes it: first all that is there, those files that were set
 * aside included, then what comes. A line that cannot be read, such as one torn by a power cut, is left out. Not
 * thread-safe.
 */
public final class AlertLogReader implements AutoCloseable {
    private static final int CHUNK = 64 * 1024;

    private final Generations generations;
    private @Nullable RandomAccessFile open;
    private @Nullable Object openKey;
    private byte[] rest = new byte[0];

    /** A reader of the log in that folder. */
    public AlertLogReader(DataFolder folder) {
        this.generations = new Generations(folder.alertLines());
    }

    /** Hands on what has come since the last call, oldest first; at the first call, everything that is there. */
    public void readTo(Consumer<AlertEntry> sink) throws IOException {
        List<Path> files = generations.oldestFirst();
        if (open != null) {
            drain(open, sink);
            int known = indexOf(openKey, files);
            if (known == files.size() - 1 && open.length() >= open.getFilePointer()) {
                return;
            }
            close();
            files = files.subList(known + 1, files.size());
        }
        for (Path file : files) {
            close();
            openKey = key(file);
            open = new RandomAccessFile(file.toFile(), "r");
            drain(open, sink);
        }
    }

    /** Where the file with that key stands now; -1 where it is gone, and then all that are left are newer. */
    private static int indexOf(@Nullable Object key, List<Path> files) throws IOException {
        for (int i = 0; i < files.size(); i++) {
            if (Objects.equals(key(files.get(i)), key)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
        rest = new byte[0];
    }

    private void drain(RandomAccessFile input, Consumer<AlertEntry> sink) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int read = input.read(chunk); read > 0; read = input.read(chunk)) {
            byte[] bytes = Arrays.copyOf(rest, rest.length + read);
            System.arraycopy(chunk, 0, bytes, rest.length, read);
            int end = lastEnd(bytes);
            rest = Arrays.copyOfRange(bytes, end, bytes.length);
            List<AlertEntry> entries = new ArrayList<>();
            for (byte[] line : Lines.split(Arrays.copyOf(bytes, end))) {
                decode(line).ifPresent(entries::add);
            }
            entries.forEach(sink);
        }
    }

    private static Optional<AlertEntry> decode(byte[] line) {
        try {
            return Optional.of(AlertEntryCodec.decode(line));
        } catch (UndecodableException e) {
            return Optional.empty();
        }
    }

    private static int lastEnd(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    /** What tells a file from another that takes its name. */
    private static @Nullable Object key(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            return null;
        }
    }
}
