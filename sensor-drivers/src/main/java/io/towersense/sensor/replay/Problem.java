package io.towersense.sensor.replay;

import io.towersense.telemetry.value.PrintableText;
import java.util.Optional;

/**
 * Something in a recording that could not be used.
 *
 * @param line in the file, from 1
 * @param column the column's name, where it is one column that is wrong
 * @param what is wrong, in one sentence
 */
public record Problem(long line, Optional<String> column, String what) {
    /** A problem with a whole line. */
    static Problem of(long line, String what) {
        return new Problem(line, Optional.empty(), what);
    }

    /** A problem with one column. */
    static Problem of(long line, String column, String what) {
        return new Problem(line, Optional.of(column), what);
    }

    /** A text from the file as it may stand in a log: short, and without control characters. */
    static String quote(String text) {
        return "'" + PrintableText.excerpt(text) + "'";
    }

    /** {@code line 17, column Humidity: 'abc' is not a number}. */
    @Override
    public String toString() {
        return "line " + line + column.map(name -> ", column " + name).orElse("") + ": " + what;
    }
}
