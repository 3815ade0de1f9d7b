package io.towersense.sensor.sht3x;

import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.chip.Chip;
import io.towersense.sensor.chip.ChipAddresses;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.sensor.sensirion.Command;
import io.towersense.sensor.sensirion.Formula;
import io.towersense.sensor.sensirion.Generation;
import io.towersense.sensor.sensirion.SensirionChip;
import io.towersense.telemetry.metric.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The driver {@code sht3x}: temperature and humidity from an SHT30, SHT31 or SHT35. */
public final class Sht3xProvider extends ChipProvider {
    /** %RH: SHT3x-DIS datasheet, section 4.13. */
    static final Formula PERCENT = new Formula(0, 100);

    /** Sections 4.8 and 4.9: a sensor that measures by itself takes no reset before it was told to stop. */
    private static final List<Command> RESET =
            List.of(Command.of(Duration.ofMillis(1), 0x30, 0x93), Command.of(Duration.ofNanos(1_500_000), 0x30, 0xA2));

    public Sht3xProvider() {
        super("sht3x");
    }

    @Override
    public ChipAddresses addresses() {
        return ChipAddresses.ofPin("ADDR", 0x44, 0x45);
    }

    @Override
    public Set<Metric> metrics() {
        return Set.of(Metric.TEMPERATURE, Metric.HUMIDITY);
    }

    @Override
    protected Chip chip(DriverOptions options) {
        return new SensirionChip(Generation.SHT3X, RESET, PERCENT);
    }

    @Override
    public Optional<String> recognise(I2cDevice device) throws I2cException, InterruptedException {
        return Generation.isSht3x(device) ? Optional.of(Generation.SHT3X.label()) : Optional.empty();
    }
}
