package io.towersense.sensor.replay;

import io.towersense.sensor.InvalidOptionException;
import io.towersense.sensor.NearestName;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The names of a recording's columns.
 *
 * @param file the file's name for a person
 */
record Header(String file, List<String> names) {
    private static final List<String> NAMES_OF_TIME = List.of("timestamp", "time", "datetime", "date");
    private static final int MOST_NAMES_SHOWN = 40;

    /** The position of the time: the column with that name, or the one that is named like a time. */
    int timeIndex(Optional<String> column) {
        if (column.isPresent()) {
            return index(ReplaySettings.TIME_COLUMN, column.get());
        }
        return NAMES_OF_TIME.stream()
                .flatMap(usual -> names.stream()
                        .filter(name -> name.toLowerCase(Locale.ROOT).equals(usual)))
                .findFirst()
                .map(names::indexOf)
                .orElseThrow(() -> new InvalidOptionException(
                        ReplaySettings.TIME_COLUMN,
                        "is missing, and no column is named like a time; write one of " + shown()));
    }

    /** The position of a mapping's column. */
    int index(ColumnMapping mapping) {
        boolean unitInHeader = !names.contains(mapping.column()) && names.contains(mapping.columnWithUnit());
        return index(ReplaySettings.MAP, unitInHeader ? mapping.columnWithUnit() : mapping.column());
    }

    private int index(String option, String column) {
        int index = names.indexOf(column);
        if (index < 0) {
            throw new InvalidOptionException(
                    option,
                    "there is no column '" + column + "' in " + file + ", which has " + shown()
                            + NearestName.hint(column, names));
        }
        if (Collections.frequency(names, column) > 1) {
            throw new InvalidOptionException(
                    option, "the column '" + column + "' stands twice in " + file + "; rename one of them there");
        }
        return index;
    }

    private String shown() {
        String shown =
                names.stream().limit(MOST_NAMES_SHOWN).map(Problem::quote).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMES_SHOWN ? shown : shown + " and " + (names.size() - MOST_NAMES_SHOWN) + " more";
    }
}
