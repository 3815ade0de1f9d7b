package io.towersense.sensor.replay;

import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.InvalidOptionException;
import io.towersense.sensor.NearestName;
import java.math.BigDecimal;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The replay's options, checked as far as that is possible without the file.
 *
 * @param timeColumn the column's name; empty to take the one that is named like a time
 * @param rebase whether the first row's time becomes the present
 * @param speed seconds of the recording in one second; empty for as fast as possible
 */
record ReplaySettings(
        Path file,
        List<ColumnMapping> mappings,
        Optional<String> timeColumn,
        RowTime rowTime,
        boolean rebase,
        Optional<Double> speed) {
    static final String FILE = "file";
    static final String MAP = "map";
    static final String TIME_COLUMN = "time_column";
    static final String TIME_FORMAT = "time_format";
    static final String ZONE = "zone";
    static final String REBASE = "rebase";
    static final String SPEED = "speed";

    private static final String AS_FAST_AS_POSSIBLE = "max";

    static ReplaySettings of(DriverOptions options) {
        ZoneId zone = options.text(ZONE).map(ReplaySettings::zone).orElse(ZoneOffset.UTC);
        return new ReplaySettings(
                file(options.required(FILE, "room.csv")),
                ColumnMapping.parse(options.required(MAP, "temperature=Temperature,humidity=Humidity")),
                options.text(TIME_COLUMN).map(String::strip),
                options.text(TIME_FORMAT)
                        .map(pattern -> RowTime.of(pattern, zone))
                        .orElseGet(() -> RowTime.known(zone)),
                options.choice(REBASE, Map.of("original", false, "now", true)).orElse(false),
                speed(options));
    }

    private static Path file(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidOptionException(FILE, "'" + text + "' is no path of a file");
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text.strip());
        } catch (DateTimeException e) {
            throw new InvalidOptionException(
                    ZONE,
                    "'" + text + "' is no time zone; write, for example, Europe/Berlin or +01:00"
                            + NearestName.hint(text, ZoneId.getAvailableZoneIds()));
        }
    }

    private static Optional<Double> speed(DriverOptions options) {
        if (options.text(SPEED)
                .map(String::strip)
                .filter(AS_FAST_AS_POSSIBLE::equals)
                .isPresent()) {
            return Optional.empty();
        }
        try {
            return options.number(SPEED, "0.001", "1000000").map(BigDecimal::doubleValue);
        } catch (InvalidOptionException e) {
            throw new InvalidOptionException(SPEED, e.problem() + "; write a factor such as 60, or max");
        }
    }
}
