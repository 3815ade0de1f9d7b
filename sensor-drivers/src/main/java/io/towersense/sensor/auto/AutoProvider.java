package io.towersense.sensor.auto;

import io.towersense.sensor.DriverContext;
import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.InvalidOptionException;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorDriverProvider;
import io.towersense.sensor.auto.Search.Outcome;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.I2cBuses;
import io.towersense.sensor.i2c.pi4j.Pi4jBuses;
import io.towersense.sensor.installed.InstalledDrivers;
import io.towersense.sensor.simulator.SimulatorProvider;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver {@code auto}: takes the sensors that it finds on the I2C buses when it is opened, and the simulator where
 * there is none. Where a bus is there and cannot be looked at, or a kernel driver holds an address, it simulates nothing: that
 * is a fault, and it looks again at each read. What it has found it keeps: a sensor that fails later is a fault, and nothing
 * takes its place. Options:
 * {@code buses} (such as {@code 1,3}; all there are by default), and those of the chips and of the simulator, but for
 * {@code bus} and {@code address}.
 */
public final class AutoProvider implements SensorDriverProvider {
    private static final Logger LOG = LoggerFactory.getLogger(AutoProvider.class);
    private static final String BUSES = "buses";
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");

    private final SensorDriverProvider simulator = new SimulatorProvider();
    private final I2cBuses buses;

    /** Looks on this machine's buses. */
    public AutoProvider() {
        this(new Pi4jBuses());
    }

    /** Looks on these buses. */
    public AutoProvider(I2cBuses buses) {
        this.buses = buses;
    }

    @Override
    public String name() {
        return "auto";
    }

    @Override
    public Set<String> options() {
        Set<String> options = new HashSet<>(simulator.options());
        chips().values().forEach(chip -> options.addAll(chip.options()));
        options.removeAll(Set.of(Search.BUS, Search.ADDRESS));
        options.add(BUSES);
        return options;
    }

    @Override
    public SensorDriver open(DriverContext context) {
        Search search = new Search(buses, chips(), numbers(context.options()), context);
        Outcome outcome;
        try {
            outcome = search.look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("told to end while it looked for sensors", e);
        }
        if (outcome.driver().isPresent()) {
            return outcome.driver().get();
        }
        if (outcome.problem().isPresent()) {
            return new SearchingDriver(search, outcome.problem().get());
        }
        LOG.warn("{}: NO SENSOR FOUND; every value of this device is SIMULATED", context.deviceId());
        return simulator.open(Search.withOptions(context, simulator.options(), Map.of()));
    }

    private List<Integer> numbers(DriverOptions options) {
        return options.text(BUSES)
                .map(text -> Arrays.stream(text.split(",", -1))
                        .map(AutoProvider::number)
                        .distinct()
                        .toList())
                .orElseGet(buses::numbers);
    }

    private static int number(String text) {
        if (NUMBER.matcher(text.strip()).matches()) {
            return Integer.parseInt(text.strip());
        }
        throw new InvalidOptionException(BUSES, "'" + text.strip() + "' is no bus; write, for example, 1 or 1,3");
    }

    private static Map<String, ChipProvider> chips() {
        Map<String, ChipProvider> chips = new HashMap<>();
        for (SensorDriverProvider provider : InstalledDrivers.all()) {
            if (provider instanceof ChipProvider chip) {
                chips.put(chip.name(), chip);
            }
        }
        return chips;
    }
}
