package io.towersense.sensor.ina226;

import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.chip.Chip;
import io.towersense.sensor.chip.ChipAddresses;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The driver {@code ina226}: supply voltage and supply current. Options of its own: {@code shunt_ohms} (0.1), and
 * {@code divider} (1) where the supply's voltage is divided before it reaches the chip.
 */
public final class Ina226Provider extends ChipProvider {
    private static final String SHUNT_OHMS = "shunt_ohms";
    private static final String DIVIDER = "divider";
    /** What common breakout boards carry, marked R100. */
    private static final BigDecimal USUAL_SHUNT_OHMS = new BigDecimal("0.1");

    public Ina226Provider() {
        super("ina226");
    }

    @Override
    public Set<String> options() {
        Set<String> options = new HashSet<>(super.options());
        options.add(SHUNT_OHMS);
        options.add(DIVIDER);
        return Set.copyOf(options);
    }

    /** Section 6.5.5.1: A1 and A0 each at GND, VS, SDA or SCL. */
    @Override
    public ChipAddresses addresses() {
        return new ChipAddresses(IntStream.rangeClosed(0x40, 0x4F).boxed().toList(), List.of());
    }

    @Override
    public Set<Metric> metrics() {
        return Set.of(Metric.SUPPLY_VOLTAGE, Metric.SUPPLY_CURRENT);
    }

    @Override
    protected Chip chip(DriverOptions options) {
        return new Ina226(new Ina226Scale(
                options.number(SHUNT_OHMS, "0.00001", "10").orElse(USUAL_SHUNT_OHMS),
                options.number(DIVIDER, "1", "100").orElse(BigDecimal.ONE)));
    }

    @Override
    public Optional<String> recognise(I2cDevice device) throws I2cException {
        return Ina226.isAt(device) ? Optional.of("INA226") : Optional.empty();
    }
}
