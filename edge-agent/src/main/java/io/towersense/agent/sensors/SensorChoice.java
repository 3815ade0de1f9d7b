package io.towersense.agent.sensors;

import io.towersense.agent.command.CommandException;
import io.towersense.agent.configuration.Words;
import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.InvalidOptionException;
import io.towersense.sensor.SensorDriverProvider;
import io.towersense.sensor.chip.ChipProvider;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Which sensor a command is to read. */
final class SensorChoice {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Parameters(paramLabel = "DRIVER", description = "The driver's name, as in a configuration.")
    private String driver = "";

    @Option(names = "--bus", paramLabel = "N", description = "The I2C bus that the chip is on; 1 without this.")
    private @Nullable String bus;

    @Option(
            names = "--address",
            paramLabel = "A",
            description = "The chip's address, such as 0x77; its usual one without this.")
    private @Nullable String address;

    @Option(
            names = "--option",
            paramLabel = "NAME=VALUE",
            description = "An option of the driver, as in a configuration; may be given several times.")
    private Map<String, String> options = new LinkedHashMap<>();

    /** The chosen sensor, made ready. */
    OpenSensor open(Machine machine) {
        SensorDriverProvider provider = machine.driver(driver, command);
        if (!(provider instanceof ChipProvider) && (bus != null || address != null)) {
            throw wrong("--bus and --address are for the drivers of I2C chips, and " + driver + " is none");
        }
        DriverOptions chosen = chosen(provider);
        try {
            return OpenSensor.open(provider, chosen, machine.buses(), machine.clock());
        } catch (InvalidOptionException e) {
            throw wrong("option " + e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            throw CommandException.wrong("the driver " + driver + " cannot be used here: " + e, e);
        }
    }

    private DriverOptions chosen(SensorDriverProvider provider) {
        Map<String, String> chosen = new LinkedHashMap<>(options);
        choose(chosen, ChipPlace.BUS, bus);
        choose(chosen, ChipPlace.ADDRESS, address);
        for (String name : chosen.keySet()) {
            if (!provider.options().contains(name)) {
                throw wrong(Words.quoted(name) + " is no option of the driver " + driver + "; "
                        + (provider.options().isEmpty() ? "it has none" : Words.hint(name, provider.options())));
            }
        }
        return new DriverOptions(chosen);
    }

    private void choose(Map<String, String> chosen, String name, @Nullable String value) {
        if (value != null && chosen.put(name, value) != null) {
            throw wrong("--" + name + " and --option " + name + " do not go together");
        }
    }

    private ParameterException wrong(String problem) {
        return new ParameterException(command.commandLine(), problem);
    }
}
