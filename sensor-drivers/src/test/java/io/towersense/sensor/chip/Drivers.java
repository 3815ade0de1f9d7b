package io.towersense.sensor.chip;

import io.towersense.sensor.DriverContext;
import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.i2c.I2cBuses;
import io.towersense.telemetry.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Drivers on buses of a test's choice. */
public final class Drivers {
    private Drivers() {}

    /** A driver with these options. */
    public static SensorDriver open(ChipProvider provider, I2cBuses buses, Map<String, String> options) {
        return provider.open(context(options), buses);
    }

    /** A driver without options. */
    public static SensorDriver open(ChipProvider provider, I2cBuses buses) {
        return open(provider, buses, Map.of());
    }

    /** What a driver is given when it is opened. */
    public static DriverContext context(Map<String, String> options) {
        return new DriverContext(
                "tower-0042-cab1",
                new DriverOptions(options),
                Duration.ofSeconds(5),
                new ManualClock(Instant.parse("2026-11-26T10:00:00Z")));
    }
}
