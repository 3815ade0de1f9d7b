package io.towersense.sensor.chip;

import io.towersense.sensor.DriverContext;
import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.InvalidOptionException;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorDriverProvider;
import io.towersense.sensor.i2c.I2cBuses;
import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.sensor.i2c.pi4j.Pi4jBuses;
import io.towersense.telemetry.metric.Metric;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The way to a driver of an I2C chip. Found by {@link java.util.ServiceLoader} as every driver is; being one of these, it
 * also takes part in {@code tower sensors} and in {@code driver: auto}. Options of all of them: {@code bus} (1),
 * {@code address} (the chip's usual one) and an {@code offset_} for each metric.
 */
public abstract class ChipProvider implements SensorDriverProvider {
    private static final String BUS = "bus";
    private static final String ADDRESS = "address";
    private static final int USUAL_BUS = 1;
    private static final int MOST_BUSES = 255;
    private static final int LOWEST_ADDRESS = 0x08;
    private static final int HIGHEST_ADDRESS = 0x77;

    private final String name;

    /** @param name the driver's name in a configuration */
    protected ChipProvider(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public Set<String> options() {
        Set<String> options = new HashSet<>(Offsets.options(metrics()));
        options.add(BUS);
        options.add(ADDRESS);
        return Set.copyOf(options);
    }

    @Override
    public final SensorDriver open(DriverContext context) {
        return open(context, new Pi4jBuses());
    }

    /**
     * Makes a driver that uses these buses instead of the machine's.
     *
     * @throws InvalidOptionException if an option is wrong
     */
    public final SensorDriver open(DriverContext context, I2cBuses buses) {
        DriverOptions options = context.options();
        int bus = whole(options, BUS, 0, MOST_BUSES).orElse(USUAL_BUS);
        int address = whole(options, ADDRESS, LOWEST_ADDRESS, HIGHEST_ADDRESS)
                .orElse(addresses().usual());
        Offsets offsets = Offsets.of(options, metrics());
        Chip chip = chip(options);
        return new ChipDriver(chip, buses.bus(bus), address, addresses().hint(address), metrics(), offsets);
    }

    /** Where the chip can be. */
    public abstract ChipAddresses addresses();

    /** What it measures. */
    public abstract Set<Metric> metrics();

    /**
     * A chip of this kind, not touched yet.
     *
     * @throws InvalidOptionException if an option is wrong
     */
    protected abstract Chip chip(DriverOptions options);

    /**
     * Looks whether the chip at this address is of this kind, without disturbing one of another kind.
     *
     * @return its name, such as {@code BMP390}; empty where it is something else
     * @throws I2cException if nothing acknowledges
     */
    public abstract Optional<String> recognise(I2cDevice device) throws I2cException, InterruptedException;

    private static Optional<Integer> whole(DriverOptions options, String name, int least, int most) {
        return options.whole(name).map(number -> {
            if (number < least || number > most) {
                throw new InvalidOptionException(
                        name,
                        "'" + options.required(name, "1") + "' is not "
                                + (name.equals(ADDRESS)
                                        ? ChipAddresses.hex(least) + " to " + ChipAddresses.hex(most)
                                        : least + " to " + most));
            }
            return number.intValue();
        });
    }
}
