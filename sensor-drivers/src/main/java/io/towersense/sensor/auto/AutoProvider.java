package io.towersense.sensor.auto;

import io.towersense.sensor.DriverContext;
import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.InvalidOptionException;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorDriverProvider;
import io.towersense.sensor.chip.ChipAddresses;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.composite.CompositeDriver;
import io.towersense.sensor.i2c.I2cBuses;
import io.towersense.sensor.i2c.pi4j.Pi4jBuses;
import io.towersense.sensor.scan.BusScan;
import io.towersense.sensor.scan.ScannedBus;
import io.towersense.sensor.simulator.SimulatorProvider;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver {@code auto}: takes the sensors that it finds on the I2C buses when it is opened, and the simulator where
 * there is none. What it has found it keeps: a sensor that fails later is a fault, and nothing takes its place. Options:
 * {@code buses} (such as {@code 1,3}; all there are by default), and those of the chips and of the simulator, but for
 * {@code bus} and {@code address}.
 */
public final class AutoProvider implements SensorDriverProvider {
    private static final Logger LOG = LoggerFactory.getLogger(AutoProvider.class);
    private static final String BUSES = "buses";
    private static final String BUS = "bus";
    private static final String ADDRESS = "address";
    private static final int MOST_BUSES = 255;

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
        options.removeAll(Set.of(BUS, ADDRESS));
        options.add(BUSES);
        return options;
    }

    @Override
    public SensorDriver open(DriverContext context) {
        Map<String, ChipProvider> chips = chips();
        List<Integer> numbers = numbers(context.options());
        List<ScannedBus> scanned = scan(numbers, chips.values());
        scanned.forEach(bus -> bus.problem()
                .ifPresent(
                        problem -> LOG.warn("{}: bus {}: {}", context.deviceId(), bus.number(), problem.sentence())));
        List<FoundChip> used = Selection.of(scanned, chips, context.deviceId());
        if (used.isEmpty()) {
            LOG.warn(
                    "{}: NO SENSOR FOUND{}; every value of this device is SIMULATED",
                    context.deviceId(),
                    numbers.isEmpty() ? ", there is no I2C bus" : " on the buses " + numbers);
            return simulator.open(withOptions(context, simulator.options(), Map.of()));
        }
        List<SensorDriver> drivers =
                used.stream().map(chip -> open(chip, context)).toList();
        return drivers.size() == 1 ? drivers.get(0) : new CompositeDriver(drivers);
    }

    private SensorDriver open(FoundChip chip, DriverContext context) {
        Map<String, String> place =
                Map.of(BUS, Integer.toString(chip.bus()), ADDRESS, ChipAddresses.hex(chip.address()));
        return chip.provider().open(withOptions(context, chip.provider().options(), place), buses);
    }

    private List<ScannedBus> scan(List<Integer> numbers, Collection<ChipProvider> chips) {
        try {
            return new BusScan(buses, chips).knownAddresses(numbers);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("told to end while it looked for sensors", e);
        }
    }

    private List<Integer> numbers(DriverOptions options) {
        return options.text(BUSES)
                .map(text -> Arrays.stream(text.split(",", -1))
                        .map(AutoProvider::number)
                        .toList())
                .orElseGet(buses::numbers);
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= 0 && number <= MOST_BUSES) {
                return number;
            }
        } catch (NumberFormatException e) {
            LOG.debug("no number", e);
        }
        throw new InvalidOptionException(BUSES, "'" + text.strip() + "' is no bus; write, for example, 1 or 1,3");
    }

    /** What the driver is told that is opened: of our options those that it knows, and where it is. */
    private static DriverContext withOptions(DriverContext context, Set<String> known, Map<String, String> place) {
        Map<String, String> options = new HashMap<>(context.options().values());
        options.keySet().retainAll(known);
        options.putAll(place);
        return new DriverContext(context.deviceId(), new DriverOptions(options), context.interval(), context.clock());
    }

    private static Map<String, ChipProvider> chips() {
        return ServiceLoader.load(SensorDriverProvider.class).stream()
                .filter(provider -> ChipProvider.class.isAssignableFrom(provider.type()))
                .map(provider -> (ChipProvider) provider.get())
                .collect(Collectors.toMap(ChipProvider::name, chip -> chip, (first, second) -> first));
    }
}
