package io.towersense.sensor.i2c.trace;

import io.towersense.sensor.DriverOptions;
import io.towersense.telemetry.time.Timestamps;
import io.towersense.telemetry.value.PrintableText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was recorded, at the beginning of a recording.
 *
 * @param driver the driver's name
 * @param bus the number of its bus
 * @param address of its chip
 * @param options of the driver, without bus and address
 * @param time when the recording began
 */
public record RecordingHeader(String driver, int bus, int address, DriverOptions options, Optional<Instant> time) {
    static final String BEGINNING = "recording";
    static final String VERSION = "1";
    static final String DRIVER = "driver";
    static final String BUS = "bus";
    static final String ADDRESS = "address";
    static final String OPTION = "option";
    static final String TIME = "time";

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("# What a driver and its chip said to each other; tower sensors decode FILE makes values of it.");
        lines.add(BEGINNING + " " + VERSION);
        lines.add(DRIVER + " " + driver);
        lines.add(BUS + " " + bus);
        lines.add(String.format(Locale.ROOT, "%s %02x", ADDRESS, address));
        options.values()
                .forEach((name, value) -> lines.add(OPTION + " " + PrintableText.onOneLine(name + "=" + value)));
        time.ifPresent(at -> lines.add(TIME + " " + Timestamps.format(at)));
        return lines;
    }
}
