package io.towersense.sensor.bme280;

import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.chip.Chip;
import io.towersense.sensor.chip.ChipAddresses;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.telemetry.metric.Metric;
import java.util.Optional;
import java.util.Set;

/** The driver {@code bmp280}: temperature and pressure, from a BMP280 or a BME280. */
public final class Bmp280Provider extends ChipProvider {
    public Bmp280Provider() {
        super("bmp280");
    }

    @Override
    public ChipAddresses addresses() {
        return Bme280Provider.ADDRESSES;
    }

    @Override
    public Set<Metric> metrics() {
        return Set.of(Metric.TEMPERATURE, Metric.PRESSURE);
    }

    @Override
    protected Chip chip(DriverOptions options) {
        return new Bme280(false);
    }

    @Override
    public Optional<String> recognise(I2cDevice device) throws I2cException {
        return device.readRegister(Bme280.ID_REGISTER) == Bme280.BMP280_ID ? Optional.of("BMP280") : Optional.empty();
    }
}
