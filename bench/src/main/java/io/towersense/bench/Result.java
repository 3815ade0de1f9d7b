package io.towersense.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;

/**
 * What came of one race.
 *
 * @param title what was done
 * @param key the title's short form, for programs
 * @param limit the contender that is the limit: bare calls, as many in flight as the consumer has
 * @param samples by contender, in the order of the table
 */
record Result(String title, String key, String limit, Map<String, Samples> samples) {
    private static final String FIRST = "python put_item";
    private static final String SECOND = "python batch_writer";

    String table() {
        StringBuilder table = new StringBuilder(title + "\n");
        table.append(String.format(
                "  %-26s %12s %19s %10s %13s %8s %14s%n",
                "", "readings/s", "slowest-fastest", "put_item", "batch_writer", "limit", "CPU us/reading"));
        samples.forEach((name, taken) -> table.append(String.format(
                Locale.ROOT,
                "  %-26s %12.0f %19s %9.1fx %12.1fx %8.2f %14.0f%n",
                name,
                taken.readingsPerSecond(),
                String.format(Locale.ROOT, "%.0f-%.0f", taken.slowest(), taken.fastest()),
                ratio(taken, FIRST),
                ratio(taken, SECOND),
                ratio(taken, limit),
                taken.processorMicrosPerReading())));
        return table.toString();
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        samples.forEach((name, taken) -> json.putObject(name)
                .put("readings_per_second", Math.round(taken.readingsPerSecond()))
                .put("to_put_item", rounded(ratio(taken, FIRST)))
                .put("to_batch_writer", rounded(ratio(taken, SECOND)))
                .put("to_limit", rounded(ratio(taken, limit)))
                .put("cpu_us_per_reading", rounded(taken.processorMicrosPerReading())));
        return json;
    }

    private double ratio(Samples taken, String other) {
        Samples base = samples.get(other);
        return base == null ? Double.NaN : taken.ratioTo(base);
    }

    private static BigDecimal rounded(double value) {
        return Double.isFinite(value) ? BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_EVEN) : BigDecimal.ZERO;
    }
}
