package io.towersense.sensor.auto;

import io.towersense.sensor.DriverContext;
import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorProblem;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.chip.ChipAddresses;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.composite.CompositeDriver;
import io.towersense.sensor.i2c.I2cBuses;
import io.towersense.sensor.scan.BusScan;
import io.towersense.sensor.scan.Occupant;
import io.towersense.sensor.scan.ScannedBus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Looking for sensors on behalf of one device.
 *
 * @param chips the drivers that take part, by name
 * @param numbers of the buses that are looked at
 */
record Search(I2cBuses buses, Map<String, ChipProvider> chips, List<Integer> numbers, DriverContext context) {
    static final String BUS = "bus";
    static final String ADDRESS = "address";

    /** No bus, or a machine whose buses no sensor of ours can be on: then there is nothing, and no fault. */
    private static final Set<Kind> NOTHING_THERE = Set.of(Kind.NO_BUS, Kind.UNSUPPORTED);

    /**
     * What came of it; neither where there is nothing.
     *
     * @param driver of the chips that were found
     * @param problem why it cannot be said whether there is one
     */
    record Outcome(Optional<SensorDriver> driver, Optional<SensorProblem> problem) {}

    /** @throws io.towersense.sensor.InvalidOptionException if a chip that was found will not have its options */
    Outcome look() throws InterruptedException {
        List<ScannedBus> scanned = new BusScan(buses, chips.values()).knownAddresses(numbers);
        List<FoundChip> used = Selection.of(scanned, chips, context.deviceId());
        return used.isEmpty()
                ? new Outcome(Optional.empty(), problem(scanned))
                : new Outcome(Optional.of(open(used)), Optional.empty());
    }

    private SensorDriver open(List<FoundChip> used) {
        List<SensorDriver> drivers = new ArrayList<>();
        for (FoundChip chip : used) {
            Map<String, String> place =
                    Map.of(BUS, Integer.toString(chip.bus()), ADDRESS, ChipAddresses.hex(chip.address()));
            drivers.add(
                    chip.provider().open(withOptions(context, chip.provider().options(), place), buses));
        }
        return drivers.size() == 1 ? drivers.get(0) : new CompositeDriver(drivers);
    }

    private static Optional<SensorProblem> problem(List<ScannedBus> scanned) {
        return scanned.stream()
                .flatMap(bus -> Stream.concat(
                        bus.problem().stream(),
                        bus.occupants().stream()
                                .filter(Occupant.Held.class::isInstance)
                                .map(held -> held(bus, held))))
                .filter(problem -> !NOTHING_THERE.contains(problem.kind()))
                .findFirst();
    }

    private static SensorProblem held(ScannedBus bus, Occupant held) {
        return new SensorProblem(
                Kind.BUSY,
                ChipAddresses.hex(held.address()) + " on bus " + bus.number()
                        + " is held by a kernel driver, and no other sensor was found: read it with the driver iio or"
                        + " hwmon, or keep the kernel from taking it");
    }

    /** What a driver is told that is opened: of our options those that it knows, and where it is. */
    static DriverContext withOptions(DriverContext context, Set<String> known, Map<String, String> place) {
        Map<String, String> options = new HashMap<>(context.options().values());
        options.keySet().retainAll(known);
        options.putAll(place);
        return new DriverContext(context.deviceId(), new DriverOptions(options), context.interval(), context.clock());
    }
}
