package io.towersense.sensor.sht4x;

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

/** The driver {@code sht4x}: temperature and humidity from an SHT40, SHT41, SHT43 or SHT45. Its heater stays off. */
public final class Sht4xProvider extends ChipProvider {
    /** %RH: SHT4x datasheet, section 4.6, where values beyond 0 and 100 are said to be right and to be cropped. */
    static final Formula PERCENT = new Formula(-6, 125);

    private static final List<Command> RESET = List.of(Command.of(Duration.ofMillis(1), 0x94));

    public Sht4xProvider() {
        super("sht4x");
    }

    @Override
    public ChipAddresses addresses() {
        return new ChipAddresses(
                List.of(0x44, 0x45, 0x46),
                List.of("its part number says A", "its part number says B", "its part number says C"));
    }

    @Override
    public Set<Metric> metrics() {
        return Set.of(Metric.TEMPERATURE, Metric.HUMIDITY);
    }

    @Override
    protected Chip chip(DriverOptions options) {
        return new SensirionChip(Generation.SHT4X, RESET, PERCENT);
    }

    @Override
    public Optional<String> recognise(I2cDevice device) throws I2cException, InterruptedException {
        return Generation.isSht4x(device) ? Optional.of(Generation.SHT4X.label()) : Optional.empty();
    }
}
