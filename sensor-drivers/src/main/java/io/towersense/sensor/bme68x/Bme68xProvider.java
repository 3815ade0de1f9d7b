package io.towersense.sensor.bme68x;

import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.chip.Chip;
import io.towersense.sensor.chip.ChipAddresses;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.telemetry.metric.Metric;
import java.util.Optional;
import java.util.Set;

/** The driver {@code bme68x}: temperature, humidity and pressure, from a BME680 or a BME688. Gas is not measured. */
public final class Bme68xProvider extends ChipProvider {
    private static final ChipAddresses ADDRESSES = ChipAddresses.ofPin("SDO", 0x76, 0x77);

    public Bme68xProvider() {
        super("bme68x");
    }

    @Override
    public ChipAddresses addresses() {
        return ADDRESSES;
    }

    @Override
    public Set<Metric> metrics() {
        return Set.of(Metric.TEMPERATURE, Metric.HUMIDITY, Metric.PRESSURE);
    }

    @Override
    protected Chip chip(DriverOptions options) {
        return new Bme68x();
    }

    @Override
    public Optional<String> recognise(I2cDevice device) throws I2cException {
        return Bme68x.recognise(device);
    }
}
