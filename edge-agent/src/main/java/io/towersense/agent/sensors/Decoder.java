package io.towersense.agent.sensors;

import io.towersense.agent.command.CommandException;
import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.InvalidOptionException;
import io.towersense.sensor.SensorDriverProvider;
import io.towersense.sensor.chip.ChipAddresses;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.I2cBuses;
import io.towersense.sensor.i2c.trace.Recording;
import io.towersense.sensor.i2c.trace.RecordingHeader;
import io.towersense.sensor.i2c.trace.RegisterDump;
import io.towersense.sensor.i2c.trace.ReplayedBus;
import io.towersense.sensor.i2c.trace.UnexpectedTransferException;
import io.towersense.sensor.scan.BusScan;
import io.towersense.sensor.scan.Occupant.Recognised;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Reads drivers' chips that are in a file.
 *
 * @param file for messages
 * @param readings is told what came of them, one after the other
 */
record Decoder(Machine machine, Path file, Consumer<SensorReading> readings) {
    private static final int BUS = 1;

    /**
     * Reads as often as was recorded.
     *
     * @param chosen the driver; the recorded one where it is empty
     */
    void decode(Recording recording, Optional<ChipProvider> chosen) throws InterruptedException {
        RecordingHeader header = recording.header();
        ChipProvider provider = chosen.or(() -> chip(header.driver()))
                .orElseThrow(() -> wrong("was recorded with the driver '" + header.driver()
                        + "', and there is no such driver of an I2C chip; name another with --driver"));
        ReplayedBus bus = new ReplayedBus(recording);
        if (bus.isAtEnd()) {
            throw wrong("holds no reading: record it anew");
        }
        ChipPlace place = new ChipPlace(header.bus(), header.address());
        try (OpenSensor sensor = open(provider, place.unlessIn(header.options()), bus)) {
            while (!bus.isAtEnd()) {
                SensorReading reading = sensor.read();
                if (reading.transfers().isEmpty()) {
                    throw wrong(
                            "the driver " + provider.name() + " asks nothing of its bus, and something was recorded");
                }
                readings.accept(reading);
            }
        } catch (UnexpectedTransferException e) {
            throw CommandException.wrong(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * Reads every chip once.
     *
     * @param chosen the driver of those at its addresses; each chip's own where it is empty
     */
    void decode(RegisterDump dump, Optional<ChipProvider> chosen) throws InterruptedException {
        Map<Integer, ChipProvider> drivers = chosen.isPresent() ? at(dump, chosen.get()) : recognised(dump);
        for (Map.Entry<Integer, ChipProvider> chip : drivers.entrySet()) {
            DriverOptions options = new ChipPlace(BUS, chip.getKey()).unlessIn(DriverOptions.NONE);
            try (OpenSensor sensor = open(chip.getValue(), options, dump.bus(BUS))) {
                readings.accept(sensor.read());
            }
        }
        TreeSet<Integer> others = new TreeSet<>(dump.addresses());
        others.removeAll(drivers.keySet());
        if (chosen.isEmpty() && !others.isEmpty()) {
            throw wrong("no driver knows the chip at " + list(others) + "; name one with --driver");
        }
    }

    private Map<Integer, ChipProvider> at(RegisterDump dump, ChipProvider provider) {
        Map<Integer, ChipProvider> drivers = new TreeMap<>();
        dump.addresses().stream()
                .filter(provider.addresses().all()::contains)
                .forEach(address -> drivers.put(address, provider));
        if (drivers.isEmpty()) {
            throw wrong("has a chip at " + list(dump.addresses()) + ", and those of the driver " + provider.name()
                    + " can be at " + list(provider.addresses().all()));
        }
        return drivers;
    }

    private Map<Integer, ChipProvider> recognised(RegisterDump dump) throws InterruptedException {
        Map<Integer, ChipProvider> drivers = new TreeMap<>();
        BusScan scan = new BusScan(dump.bus(BUS), machine.chips());
        for (Recognised chip : scan.knownAddresses(List.of(BUS)).get(0).recognised()) {
            chip(chip.driver()).ifPresent(provider -> drivers.put(chip.address(), provider));
        }
        return drivers;
    }

    private Optional<ChipProvider> chip(String driver) {
        return machine.chips().stream()
                .filter(provider -> provider.name().equals(driver))
                .findFirst();
    }

    private OpenSensor open(SensorDriverProvider provider, DriverOptions options, I2cBuses buses) {
        try {
            return OpenSensor.open(provider, options, buses, machine.clock());
        } catch (InvalidOptionException e) {
            throw wrong("option " + e.getMessage());
        }
    }

    private CommandException wrong(String problem) {
        return CommandException.wrong(file + ": " + problem, null);
    }

    private static String list(Collection<Integer> addresses) {
        return addresses.stream().map(ChipAddresses::hex).collect(Collectors.joining(", "));
    }
}
