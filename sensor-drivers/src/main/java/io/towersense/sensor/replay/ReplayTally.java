package io.towersense.sensor.replay;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The counting of a replay, and the log's word of every problem that is named. Thread-safe. */
final class ReplayTally {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayTally.class);

    private final String file;
    private final List<Problem> problems = new ArrayList<>();
    private long rows;
    private long badLines;
    private long missingValues;
    private long superseded;
    private long shortenedGaps;
    private boolean finished;

    ReplayTally(String file) {
        this.file = file;
    }

    synchronized void row(RecordedLine.Row row, boolean isNew, long gaps) {
        rows++;
        superseded += isNew ? 0 : 1;
        missingValues += row.missing().size();
        shortenedGaps = gaps;
        row.missing().forEach(this::name);
    }

    synchronized void bad(Problem problem) {
        badLines++;
        name(problem);
    }

    synchronized void finish() {
        if (!finished) {
            finished = true;
            LOG.info(
                    "{}: end of the recording: {} rows, {} of them in place of earlier ones, {} bad lines, {} missing values",
                    file,
                    rows,
                    superseded,
                    badLines,
                    missingValues);
        }
    }

    synchronized ReplayReport report() {
        return new ReplayReport(
                rows + badLines, rows, badLines, missingValues, superseded, shortenedGaps, problems, finished);
    }

    private void name(Problem problem) {
        if (problems.size() < ReplayReport.MOST_PROBLEMS) {
            problems.add(problem);
            LOG.warn("{}: {}", file, problem);
        }
    }
}
