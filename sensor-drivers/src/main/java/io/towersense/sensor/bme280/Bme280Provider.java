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

/**
 * The driver {@code bme280}: temperature, humidity and pressure. A BMP280 in its place gives temperature and pressure, and
 * a problem for humidity.
 */
public final class Bme280Provider extends ChipProvider {
    static final ChipAddresses ADDRESSES = ChipAddresses.ofPin("SDO", 0x76, 0x77);

    public Bme280Provider() {
        super("bme280");
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
        return new Bme280(true);
    }

    @Override
    public Optional<String> recognise(I2cDevice device) throws I2cException {
        return device.readRegister(Bme280.ID_REGISTER) == Bme280.BME280_ID ? Optional.of("BME280") : Optional.empty();
    }
}
