package io.towersense.agent;

import io.towersense.sensor.DriverContext;
import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Faulted;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorDriverProvider;
import io.towersense.telemetry.metric.Metric;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** A thermometer whose temperature stands in a file, so that a test sets it for an agent in another process. */
public final class ThermometerFileProvider implements SensorDriverProvider {
    private static final AtomicInteger OPENED = new AtomicInteger();

    /** How many were opened in this process. */
    static int opened() {
        return OPENED.get();
    }

    @Override
    public String name() {
        return "thermometer-file";
    }

    @Override
    public Set<String> options() {
        return Set.of("file");
    }

    @Override
    public SensorDriver open(DriverContext context) {
        OPENED.incrementAndGet();
        Path file = Path.of(context.options().required("file", "/tmp/temperature"));
        return () -> read(file);
    }

    private static Measurement read(Path file) {
        try {
            BigDecimal celsius = new BigDecimal(Files.readString(file).strip());
            return Measured.of(Map.of(Metric.TEMPERATURE, celsius));
        } catch (IOException | NumberFormatException e) {
            return new Faulted("no temperature in " + file + "; write one");
        }
    }
}
