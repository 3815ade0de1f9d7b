package io.towersense.sensor.replay;

import java.util.List;

/**
 * How far a replay is and what became of the file's lines: {@code lines = rows + badLines}, and {@code superseded} of the
 * rows have the time of an earlier one, which they replace.
 *
 * @param lines after the header, blank ones left out
 * @param rows given as measurements, superseding ones included
 * @param badLines skipped
 * @param missingValues empty columns in rows that were given without them
 * @param superseded rows whose time was there before
 * @param shortenedGaps gaps that the replay did not wait for
 * @param problems what was wrong, the first {@value #MOST_PROBLEMS}
 * @param finished whether the file's end is reached, or its reading failed
 */
public record ReplayReport(
        long lines,
        long rows,
        long badLines,
        long missingValues,
        long superseded,
        long shortenedGaps,
        List<Problem> problems,
        boolean finished) {
    /** How many problems are named; the others are only counted. */
    public static final int MOST_PROBLEMS = 100;

    public ReplayReport {
        problems = List.copyOf(problems);
    }
}
