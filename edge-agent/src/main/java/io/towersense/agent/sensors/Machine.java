package io.towersense.agent.sensors;

import io.towersense.agent.configuration.Drivers;
import io.towersense.agent.configuration.Words;
import io.towersense.sensor.NearestName;
import io.towersense.sensor.SensorDriverProvider;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.I2cBuses;
import io.towersense.sensor.i2c.pi4j.Pi4jBuses;
import io.towersense.telemetry.time.Clock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * What the commands work on.
 *
 * @param buses its I2C buses
 * @param drivers all of them
 * @param kernelDevices the folder where the kernel shows its I2C devices
 * @param clock the time of recordings
 */
record Machine(I2cBuses buses, Drivers drivers, Path kernelDevices, Clock clock) {
    /** The machine that this program runs on. */
    static Machine local() {
        return new Machine(new Pi4jBuses(), Drivers.installed(), Path.of("/sys/bus/i2c/devices"), Clock.system());
    }

    /** The drivers of I2C chips. */
    List<ChipProvider> chips() {
        return drivers.names().stream()
                .map(drivers::find)
                .flatMap(Optional::stream)
                .filter(ChipProvider.class::isInstance)
                .map(ChipProvider.class::cast)
                .toList();
    }

    /**
     * The driver that a command was given.
     *
     * @throws ParameterException if there is none of that name
     */
    SensorDriverProvider driver(String name, CommandSpec command) {
        return drivers.find(name)
                .orElseThrow(() -> new ParameterException(
                        command.commandLine(),
                        Words.quoted(name) + " is no driver; "
                                + NearestName.of(name, drivers.names())
                                        .map(nearest -> "did you mean " + nearest + "? ")
                                        .orElse("")
                                + "there are " + String.join(", ", drivers.names())));
    }
}
