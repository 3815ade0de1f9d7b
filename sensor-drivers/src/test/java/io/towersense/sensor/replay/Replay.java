package io.towersense.sensor.replay;

import io.towersense.sensor.DriverContext;
import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How tests write and replay a recording. */
final class Replay {
    static final String MAP = "temperature=Temperature,humidity=Humidity";

    private Replay() {}

    static Path write(Path folder, String... lines) {
        try {
            return Files.writeString(folder.resolve("room.csv"), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ReplayDriver open(Path file, Clock clock, Map<String, String> options) {
        Map<String, String> all = new TreeMap<>(Map.of("file", file.toString(), "map", MAP));
        all.putAll(options);
        return new ReplayProvider()
                .open(new DriverContext("tower-1", new DriverOptions(all), Duration.ofSeconds(1), clock));
    }

    static ReplayDriver open(Path file, Map<String, String> options) {
        return open(file, Clock.system(), options);
    }

    static List<Measured> readAll(ReplayDriver driver) throws InterruptedException {
        List<Measured> all = new ArrayList<>();
        Measurement next = driver.read();
        while (next instanceof Measured measured) {
            all.add(measured);
            next = driver.read();
        }
        if (!(next instanceof Measurement.Exhausted)) {
            throw new AssertionError("ended with " + next);
        }
        return all;
    }

    /** {@code 2015-02-04T17:51:00Z temperature=23.18 humidity=27.272}. */
    static String text(Measured measured) {
        StringBuilder text = new StringBuilder(measured.takenAt().orElseThrow().toString());
        for (Map.Entry<Metric, java.math.BigDecimal> value : measured.values().entrySet()) {
            text.append(' ')
                    .append(value.getKey().key())
                    .append('=')
                    .append(value.getValue().toPlainString());
        }
        return text.toString();
    }
}
