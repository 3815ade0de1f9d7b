package io.towersense.sensor.replay;

import io.towersense.sensor.replay.RecordedLine.Bad;
import io.towersense.sensor.replay.RecordedLine.Row;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.value.StorableNumber;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the columns of one line mean.
 *
 * <p>An empty column among several that are mapped is named, and the row goes on without it: a sensor that left out one
 * value is no reason to lose the others. A number or a time that cannot be read makes the whole line bad, because a
 * damaged line is not to be trusted elsewhere.
 *
 * @param width how many columns a line has
 * @param columns at least one
 */
record RowReader(int width, Time time, List<Column> columns) {
    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null");
    private static final int LONGEST_NUMBER = 64;
    private static final int MOST_WHOLE_DIGITS = 20;

    /** The column of the time, its position, from 0, and how it is written. */
    record Time(String column, int index, RowTime form) {}

    /** A mapped column and its position, from 0. */
    record Column(ColumnMapping mapping, int index) {}

    RecordedLine read(long line, List<String> fields) {
        if (fields.size() != width) {
            return Bad.damaged(Problem.of(line, "has " + columns(fields.size()) + " instead of " + width));
        }
        String timeText = fields.get(time.index());
        Optional<Instant> instant = instant(timeText);
        if (instant.isEmpty()) {
            return Bad.damaged(Problem.of(
                    line,
                    time.column(),
                    Problem.quote(timeText) + " is not a time like "
                            + time.form().description()));
        }
        Map<Metric, BigDecimal> values = new EnumMap<>(Metric.class);
        List<Problem> missing = new ArrayList<>();
        for (Column column : columns) {
            String text = fields.get(column.index());
            Optional<BigDecimal> number = number(text);
            if (MISSING.contains(text.toLowerCase(Locale.ROOT))) {
                missing.add(Problem.of(line, column.mapping().column(), "is empty"));
            } else if (number.isEmpty()) {
                return Bad.damaged(
                        Problem.of(line, column.mapping().column(), Problem.quote(text) + " is not a number"));
            } else {
                values.put(
                        column.mapping().metric(), column.mapping().conversion().apply(number.get()));
            }
        }
        return values.isEmpty() ? new Bad(missing.get(0), false) : new Row(line, instant.get(), values, missing);
    }

    private static String columns(int count) {
        return count == 1 ? "1 column" : count + " columns";
    }

    private Optional<Instant> instant(String text) {
        try {
            return Optional.of(time.form().parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<BigDecimal> number(String text) {
        if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
            return Optional.empty();
        }
        try {
            return Optional.of(StorableNumber.compact(new BigDecimal(text))).filter(RowReader::isMeasurable);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Whether the number can be a measured value: no sensor measures 1E20 of anything. */
    private static boolean isMeasurable(BigDecimal number) {
        return StorableNumber.problemWith(number).isEmpty() && number.precision() - number.scale() <= MOST_WHOLE_DIGITS;
    }
}
