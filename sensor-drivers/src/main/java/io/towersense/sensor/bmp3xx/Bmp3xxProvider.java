package io.towersense.sensor.bmp3xx;

import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.chip.Chip;
import io.towersense.sensor.chip.ChipAddresses;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.telemetry.metric.Metric;
import java.util.Optional;
import java.util.Set;

/** The driver {@code bmp3xx}: temperature and pressure, from a BMP388 or a BMP390. */
public final class Bmp3xxProvider extends ChipProvider {
    private static final ChipAddresses ADDRESSES = ChipAddresses.ofPin("SDO", 0x76, 0x77);

    public Bmp3xxProvider() {
        super("bmp3xx");
    }

    @Override
    public ChipAddresses addresses() {
        return ADDRESSES;
    }

    @Override
    public Set<Metric> metrics() {
        return Set.of(Metric.TEMPERATURE, Metric.PRESSURE);
    }

    @Override
    protected Chip chip(DriverOptions options) {
        return new Bmp3xx();
    }

    @Override
    public Optional<String> recognise(I2cDevice device) throws I2cException {
        return Bmp3xx.recognise(device);
    }
}
