package io.towersense.sensor.i2c.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file that holds a recording or a register dump: text of at most 1 MiB. */
public final class TraceFile {
    static final int LARGEST = 1 << 20;

    private TraceFile() {}

    /**
     * Reads what it holds.
     *
     * @throws TraceException if it cannot be read, or a line means nothing
     */
    public static Trace read(Path file) throws TraceException {
        List<TraceLine> lines = lines(file);
        if (lines.isEmpty()) {
            throw new TraceException(file, "holds nothing; write a line such as '" + RegisterDumpParser.EXAMPLE + "'");
        }
        return lines.get(0).kind().equals(RecordingHeader.BEGINNING)
                ? RecordingParser.parse(file, lines)
                : RegisterDumpParser.parse(file, lines);
    }

    private static List<TraceLine> lines(Path file) throws TraceException {
        List<TraceLine> lines = new ArrayList<>();
        int number = 0;
        for (String text : text(file).split("\r?\n", -1)) {
            TraceLine line = TraceLine.of(file, ++number, text);
            if (!line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static String text(Path file) throws TraceException {
        try (InputStream input = Files.newInputStream(file)) {
            byte[] bytes = input.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new TraceException(file, "is larger than 1 MiB; that is no recording and no register dump");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new TraceException(file, "is not text in UTF-8; that is no recording and no register dump");
        } catch (NoSuchFileException e) {
            throw new TraceException(file, "is not there");
        } catch (AccessDeniedException e) {
            throw new TraceException(file, "may not be read by this user");
        } catch (TraceException e) {
            throw e;
        } catch (IOException e) {
            throw new TraceException(
                    file, Files.isDirectory(file) ? "is a folder; name the file in it" : "cannot be read: " + said(e));
        }
    }

    static String said(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason is known");
    }
}
