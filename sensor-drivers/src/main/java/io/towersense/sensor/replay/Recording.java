package io.towersense.sensor.replay;

import io.towersense.sensor.InvalidOptionException;
import io.towersense.sensor.replay.LineReader.Line;
import io.towersense.sensor.replay.RecordedLine.Bad;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A recording, line by line. The first lines are read ahead: they tell whether the header lacks the name of a first
 * column, whether the options fit the file at all, and how far apart the rows usually are. Blank lines count for nothing.
 */
final class Recording implements Closeable {
    private static final int LINES_READ_AHEAD = 20;

    private final LineReader lines;
    private final CsvFormat format;
    private final RowReader rows;
    private final Deque<RecordedLine> ahead;
    private final Duration usualInterval;

    private Recording(LineReader lines, CsvFormat format, RowReader rows, List<RecordedLine> ahead) {
        this.lines = lines;
        this.format = format;
        this.rows = rows;
        this.ahead = new ArrayDeque<>(ahead);
        this.usualInterval = FirstLines.usualInterval(ahead);
    }

    /** @throws InvalidOptionException if the file cannot be read, or the options do not fit it */
    static Recording open(ReplaySettings settings) {
        LineReader lines = RecordingFile.open(settings.file());
        try {
            return of(settings, lines);
        } catch (IOException e) {
            closeQuietly(lines);
            throw RecordingFile.unreadable(settings.file(), e);
        } catch (InvalidOptionException e) {
            closeQuietly(lines);
            throw e;
        }
    }

    /** The next line's meaning; empty at the end. */
    Optional<RecordedLine> next() throws IOException {
        return ahead.isEmpty()
                ? nextLine(lines).map(line -> meaning(line, format, rows))
                : Optional.of(ahead.removeFirst());
    }

    /** The median of the time between the first rows, more than zero. */
    Duration usualInterval() {
        return usualInterval;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** The recording whose file is open: {@code lines} is at its beginning. */
    static Recording of(ReplaySettings settings, LineReader lines) throws IOException {
        Path file = settings.file();
        Line first = nextLine(lines).orElseThrow(() -> RecordingFile.wrong(file, "is empty"));
        CsvFormat format = CsvFormat.of(first.text());
        Header header = new Header(
                RecordingFile.name(file),
                format.split(first.text())
                        .filter(names -> !first.tooLong())
                        .orElseThrow(() -> RecordingFile.wrong(
                                file, "does not begin with a line of column names separated by , ; or tab")));
        List<Line> firstLines = new ArrayList<>();
        for (Optional<Line> line = nextLine(lines); line.isPresent(); line = nextLine(lines)) {
            firstLines.add(line.get());
            if (firstLines.size() == LINES_READ_AHEAD) {
                break;
            }
        }
        int unnamed = FirstLines.unnamedColumns(header, format, firstLines);
        RowReader rows = rowReader(settings, header, unnamed);
        List<RecordedLine> ahead =
                firstLines.stream().map(line -> meaning(line, format, rows)).toList();
        FirstLines.requireThatOptionsFit(ahead, rows);
        return new Recording(lines, format, rows, ahead);
    }

    private static Optional<Line> nextLine(LineReader lines) throws IOException {
        Optional<Line> line = lines.next();
        while (line.isPresent() && line.get().text().isBlank()) {
            line = lines.next();
        }
        return line;
    }

    private static RecordedLine meaning(Line line, CsvFormat format, RowReader rows) {
        if (line.tooLong()) {
            return Bad.damaged(Problem.of(line.number(), "is longer than " + LineReader.LONGEST_LINE + " characters"));
        }
        return format.split(line.text())
                .map(fields -> rows.read(line.number(), fields))
                .orElseGet(() -> Bad.damaged(Problem.of(line.number(), "has a quotation mark out of place")));
    }

    private static RowReader rowReader(ReplaySettings settings, Header header, int unnamed) {
        List<RowReader.Column> columns = settings.mappings().stream()
                .map(mapping -> new RowReader.Column(mapping, unnamed + header.index(mapping)))
                .toList();
        int time = header.timeIndex(settings.timeColumn());
        return new RowReader(
                unnamed + header.names().size(),
                new RowReader.Time(header.names().get(time), unnamed + time, settings.rowTime()),
                columns);
    }

    private static void closeQuietly(LineReader lines) {
        try {
            lines.close();
        } catch (IOException e) {
            // The file could not be read; that it cannot be closed either adds nothing.
        }
    }
}
