package io.towersense.sensor.replay;

import io.towersense.sensor.InvalidOptionException;
import io.towersense.sensor.replay.LineReader.Line;
import io.towersense.sensor.replay.RecordedLine.Bad;
import io.towersense.sensor.replay.RecordedLine.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the first lines of a recording tell about all of it. */
final class FirstLines {
    private FirstLines() {}

    /** R writes the names of its rows as a first column without a name: then most lines have one column more. */
    static int unnamedColumns(Header header, CsvFormat format, List<Line> lines) {
        int named = header.names().size();
        int longer = 0;
        int equal = 0;
        for (Line line : lines) {
            int width = format.split(line.text()).map(List::size).orElse(0);
            longer += width == named + 1 ? 1 : 0;
            equal += width == named ? 1 : 0;
        }
        return longer > equal ? 1 : 0;
    }

    /** @throws InvalidOptionException if every one of the lines is damaged, which is then no damage but a wrong option */
    static void requireThatOptionsFit(List<RecordedLine> lines, RowReader rows) {
        List<Problem> problems = lines.stream()
                .filter(line -> line instanceof Bad bad && bad.damaged())
                .map(line -> ((Bad) line).problem())
                .toList();
        if (problems.isEmpty() || problems.size() < lines.size()) {
            return;
        }
        Problem first = problems.get(0);
        String misfit = "fits none of the first rows: " + first;
        if (first.column().isEmpty()) {
            throw new InvalidOptionException(
                    ReplaySettings.FILE, "none of its first rows fits its header: " + first + "; write a CSV file");
        }
        if (first.column().equals(Optional.of(rows.time().column()))) {
            throw new InvalidOptionException(
                    ReplaySettings.TIME_FORMAT, misfit + "; write its form, for example d/M/yyyy H:mm");
        }
        throw new InvalidOptionException(ReplaySettings.MAP, misfit + "; map a column of numbers");
    }

    /** The median of the time from row to row, more than zero. */
    static Duration usualInterval(List<RecordedLine> lines) {
        List<Instant> times = lines.stream()
                .filter(Row.class::isInstance)
                .map(line -> ((Row) line).time())
                .toList();
        List<Duration> forward = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            if (times.get(i).isAfter(times.get(i - 1))) {
                forward.add(Duration.between(times.get(i - 1), times.get(i)));
            }
        }
        return forward.isEmpty()
                ? Duration.ofSeconds(1)
                : forward.stream().sorted().toList().get(forward.size() / 2);
    }
}
