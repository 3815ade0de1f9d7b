package io.towersense.sensor.replay;

import io.towersense.sensor.InvalidOptionException;
import io.towersense.sensor.NearestName;
import io.towersense.telemetry.metric.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One metric and the column that it comes from.
 *
 * @param column the column's name without a unit
 * @param columnWithUnit the column's name where the header itself ends with the unit, as in {@code Temp [°F]}
 * @param conversion from the column's unit
 */
record ColumnMapping(Metric metric, String column, String columnWithUnit, Conversion conversion) {
    private static final Pattern COLUMN = Pattern.compile("(.*?)\\s*(?:\\[([^\\[\\]]*)])?");

    /** Reads {@code temperature=Temperature,pressure=Press_mm_hg[mmHg]}. */
    static List<ColumnMapping> parse(String map) {
        List<ColumnMapping> mappings = new ArrayList<>();
        for (String entry : map.split(",", -1)) {
            ColumnMapping mapping = parseEntry(entry);
            if (mappings.stream().anyMatch(known -> known.metric() == mapping.metric())) {
                throw wrong("'" + mapping.metric().key() + "' stands twice; map each metric once");
            }
            mappings.add(mapping);
        }
        return mappings;
    }

    private static ColumnMapping parseEntry(String entry) {
        int sign = entry.indexOf('=');
        String columnText = entry.substring(sign + 1).strip();
        if (sign < 0 || columnText.isEmpty()) {
            throw wrong("'" + entry.strip() + "' is no mapping; write metric=column, for example"
                    + " temperature=Temperature");
        }
        Metric metric = metric(entry.substring(0, sign).strip());
        Matcher matcher = COLUMN.matcher(columnText);
        if (!matcher.matches() || matcher.group(2) == null) {
            return new ColumnMapping(metric, columnText, columnText, Conversion.NONE);
        }
        return new ColumnMapping(
                metric,
                matcher.group(1),
                columnText,
                conversion(metric, matcher.group(2).strip()));
    }

    private static Metric metric(String key) {
        List<String> known = Arrays.stream(Metric.values()).map(Metric::key).toList();
        return Metric.of(key)
                .orElseThrow(() -> wrong("'" + key + "' is no metric; known are " + String.join(", ", known)
                        + NearestName.hint(key, known)));
    }

    private static Conversion conversion(Metric metric, String unit) {
        List<String> known = Conversion.units(metric);
        return Conversion.of(metric, unit)
                .orElseThrow(() -> wrong("'" + unit + "' is no unit of " + metric.label() + "; known are "
                        + String.join(", ", known) + NearestName.hint(unit, known)));
    }

    private static InvalidOptionException wrong(String problem) {
        return new InvalidOptionException(ReplaySettings.MAP, problem);
    }
}
