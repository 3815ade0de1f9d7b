package io.towersense.sensor.scan;

import io.towersense.sensor.SensorProblem;
import io.towersense.sensor.chip.BusReasons;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.I2cBus;
import io.towersense.sensor.i2c.I2cBuses;
import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.sensor.scan.Occupant.Held;
import io.towersense.sensor.scan.Occupant.Recognised;
import io.towersense.sensor.scan.Occupant.Unrecognised;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A look at I2C buses: who is there. Addresses are asked in ascending order. At an address where chips of several drivers
 * can be, those drivers are asked in descending order of their names, until one knows its chip: makers count upwards, and
 * what a newer chip is asked means nothing to an older one, while the reverse may start its heater.
 *
 * <p>A bus is left when it cannot be used, or when transfers at three addresses failed otherwise than by nobody being
 * there. A driver that fails is left out with a warning.
 */
public final class BusScan {
    private static final Logger LOG = LoggerFactory.getLogger(BusScan.class);
    private static final int LOWEST_ADDRESS = 0x08;
    private static final int HIGHEST_ADDRESS = 0x77;
    private static final int MOST_FAILURES = 3;

    private final I2cBuses buses;
    private final NavigableMap<Integer, List<ChipProvider>> drivers = new TreeMap<>();

    /** @param providers the drivers of the chips that are to be recognised */
    public BusScan(I2cBuses buses, Collection<ChipProvider> providers) {
        this.buses = buses;
        providers.stream()
                .sorted(Comparator.comparing(ChipProvider::name).reversed())
                .forEach(this::add);
    }

    /**
     * Asks every address, 0x08 to 0x77. Where no driver knows the chip, a read of one byte tells whether there is one;
     * chips that acknowledge such a read only after a command are found by their driver alone.
     *
     * @param numbers of the buses
     * @return one for each number, in the same order
     */
    public List<ScannedBus> everyAddress(Collection<Integer> numbers) throws InterruptedException {
        return scan(
                numbers,
                IntStream.rangeClosed(LOWEST_ADDRESS, HIGHEST_ADDRESS).boxed().toList());
    }

    /**
     * Asks only the addresses where chips of the drivers can be.
     *
     * @param numbers of the buses
     * @return one for each number, in the same order
     */
    public List<ScannedBus> knownAddresses(Collection<Integer> numbers) throws InterruptedException {
        return scan(numbers, drivers.navigableKeySet());
    }

    private void add(ChipProvider provider) {
        try {
            for (int address : provider.addresses().all()) {
                drivers.computeIfAbsent(address, none -> new ArrayList<>()).add(provider);
            }
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("the driver {} does not say where its chip can be: {}", provider.name(), e.toString());
        }
    }

    private List<ScannedBus> scan(Collection<Integer> numbers, Collection<Integer> addresses)
            throws InterruptedException {
        List<ScannedBus> scanned = new ArrayList<>();
        for (int number : numbers) {
            try (I2cBus bus = buses.bus(number)) {
                scanned.add(scan(bus, addresses));
            }
        }
        return List.copyOf(scanned);
    }

    private ScannedBus scan(I2cBus bus, Collection<Integer> addresses) throws InterruptedException {
        List<Occupant> occupants = new ArrayList<>();
        List<SensorProblem> problems = new ArrayList<>();
        for (int address : addresses) {
            I2cDevice device = new I2cDevice(bus, address);
            try {
                occupant(device).ifPresent(occupants::add);
            } catch (I2cException e) {
                problems.add(BusReasons.of(e, device.toString(), ""));
                if (isLasting(e) || problems.size() == MOST_FAILURES) {
                    break;
                }
            }
        }
        return new ScannedBus(bus.number(), occupants, problems.stream().findFirst());
    }

    private static boolean isLasting(I2cException failure) {
        return switch (failure.why()) {
            case NO_BUS, ACCESS_DENIED, UNSUPPORTED -> true;
            case BUSY, NO_ANSWER, STUCK, OTHER -> false;
        };
    }

    /** @throws I2cException if nothing can be said of the address */
    private Optional<Occupant> occupant(I2cDevice device) throws I2cException, InterruptedException {
        try {
            Optional<Occupant> chip = known(device);
            if (chip.isPresent()) {
                return chip;
            }
            device.read(1);
            return Optional.of(new Unrecognised(device.address()));
        } catch (I2cException e) {
            return switch (e.why()) {
                case NO_ANSWER -> Optional.empty();
                case BUSY -> Optional.of(new Held(device.address()));
                case NO_BUS, ACCESS_DENIED, UNSUPPORTED, STUCK, OTHER -> throw e;
            };
        }
    }

    /** The chip that a driver knows, or one that answers a driver's questions and is none of them; else empty. */
    private Optional<Occupant> known(I2cDevice device) throws I2cException, InterruptedException {
        boolean hasAnswered = false;
        for (ChipProvider provider : drivers.getOrDefault(device.address(), List.of())) {
            try {
                Optional<String> chip = provider.recognise(device);
                if (chip.isPresent()) {
                    return Optional.of(new Recognised(device.address(), provider.name(), chip.get()));
                }
                hasAnswered = true;
            } catch (I2cException e) {
                if (e.why() != I2cException.Cause.NO_ANSWER) {
                    throw e;
                }
            } catch (RuntimeException | LinkageError e) {
                LOG.warn("the driver {} failed to look at {}: {}", provider.name(), device, e.toString());
            }
        }
        return hasAnswered ? Optional.of(new Unrecognised(device.address())) : Optional.empty();
    }
}
