package io.towersense.sensor.i2c.trace;

import io.towersense.telemetry.value.PrintableText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A recording in the making: what was added is in the file, whatever comes then. */
public final class RecordingWriter implements AutoCloseable {
    private static final OpenOption[] NEW = {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
    private static final OpenOption[] ANY = {
        StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
    };

    private final Path file;
    private final OutputStream output;
    private int room = TraceFile.LARGEST;

    private RecordingWriter(Path file, OutputStream output) {
        this.file = file;
        this.output = output;
    }

    /**
     * Begins a file.
     *
     * @param mayReplace whether one that is there already may be replaced
     * @throws TraceException if it cannot be written, or is there and may not be replaced
     */
    public static RecordingWriter create(Path file, boolean mayReplace) throws TraceException {
        try {
            return new RecordingWriter(file, Files.newOutputStream(file, mayReplace ? ANY : NEW));
        } catch (FileAlreadyExistsException e) {
            throw new TraceException(file, "is there already; name another file, or replace it with --force");
        } catch (NoSuchFileException e) {
            throw new TraceException(file, "cannot be written: its folder is not there");
        } catch (AccessDeniedException e) {
            throw new TraceException(file, "may not be written by this user");
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    /** Writes what is recorded, first of all. */
    public void begin(RecordingHeader header) throws TraceException {
        write(header.lines());
    }

    /**
     * Writes the transfers of one reading.
     *
     * @param title of the reading, for a person
     * @throws TraceException if it cannot be written, or would grow beyond what can be read again
     */
    public void add(String title, List<Transfer> transfers) throws TraceException {
        List<String> lines = new ArrayList<>();
        lines.add("# " + PrintableText.onOneLine(title));
        transfers.forEach(transfer -> lines.add(transfer.toString()));
        write(lines);
    }

    @Override
    public void close() throws TraceException {
        try {
            output.close();
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private void write(List<String> lines) throws TraceException {
        byte[] bytes = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        room -= bytes.length;
        if (room < 0) {
            throw new TraceException(file, "is full: a recording has at most 1 MiB; it ends before this reading");
        }
        try {
            output.write(bytes);
        } catch (IOException e) {
            throw failed(file, e);
        }
    }

    private static TraceException failed(Path file, IOException e) {
        return new TraceException(
                file,
                Files.isDirectory(file) ? "is a folder; name a file in it" : "cannot be written: " + TraceFile.said(e));
    }
}
