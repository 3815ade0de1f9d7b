package io.towersense.agent.sensors;

import io.towersense.agent.command.TowerProgram;
import io.towersense.agent.configuration.Drivers;
import io.towersense.sensor.SensorDriverProvider;
import io.towersense.sensor.bme280.Bme280Provider;
import io.towersense.sensor.bme280.Bmp280Provider;
import io.towersense.sensor.i2c.fake.FakeBus;
import io.towersense.sensor.i2c.fake.RegisterChip;
import io.towersense.sensor.simulator.SimulatorProvider;
import io.towersense.telemetry.time.ManualClock;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A machine with one bus of a test's choice, and {@code tower sensors} on it. */
final class Bench {
    /** The calibration and counts of the example in the BMP280's datasheet (BST-BMP280-DS001, section 3.12). */
    private static final String LOW = "706b436718fc7d8e43d6d00b270b8c00f9ff8c3cf8c67017004b";

    private static final String HIGH = "6a01001328031e";
    private static final String DATA = "655ac07eed006d60";

    final FakeBus bus;
    private final Path kernelDevices;
    private final List<SensorDriverProvider> drivers =
            new ArrayList<>(List.of(new Bme280Provider(), new Bmp280Provider(), new SimulatorProvider()));

    Bench(int busNumber, Path kernelDevices) {
        this.bus = new FakeBus(busNumber);
        this.kernelDevices = kernelDevices;
    }

    static RegisterChip bme280() {
        return new RegisterChip().set(0xD0, 0x60).set(0x88, LOW).set(0xE1, HIGH).set(0xF7, DATA);
    }

    /** One that has no humidity. */
    static RegisterChip bmp280() {
        return bme280().set(0xD0, 0x58);
    }

    /** A driver more. */
    void install(SensorDriverProvider driver) {
        drivers.add(driver);
    }

    Result sensors(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("sensors"));
        all.addAll(List.of(arguments));
        Machine machine = new Machine(
                bus, Drivers.of(drivers), kernelDevices, new ManualClock(Instant.parse("2026-11-26T10:00:00Z")));
        int exitCode = TowerProgram.run(
                new PrintWriter(out),
                new PrintWriter(err),
                List.of(new SensorsCommand(() -> machine)),
                all.toArray(String[]::new));
        return new Result(exitCode, out.toString(), err.toString());
    }

    /** What the command did. */
    record Result(int exitCode, String out, String err) {}
}
