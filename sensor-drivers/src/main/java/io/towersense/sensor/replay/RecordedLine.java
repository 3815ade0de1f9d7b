package io.towersense.sensor.replay;

import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a line of a recording turned out to be. */
sealed interface RecordedLine {
    /**
     * A row that can be replayed.
     *
     * @param time the row's own
     * @param values at least one, in the metrics' units
     * @param missing the mapped columns that are empty
     */
    record Row(long line, Instant time, Map<Metric, BigDecimal> values, List<Problem> missing)
            implements RecordedLine {}

    /**
     * A line that cannot.
     *
     * @param damaged false where nothing is wrong but that all mapped columns are empty
     */
    record Bad(Problem problem, boolean damaged) implements RecordedLine {
        /** A line that cannot be understood. */
        static Bad damaged(Problem problem) {
            return new Bad(problem, true);
        }
    }
}
