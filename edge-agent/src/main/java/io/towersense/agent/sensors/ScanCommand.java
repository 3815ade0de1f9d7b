package io.towersense.agent.sensors;

import io.towersense.agent.command.CommandException;
import io.towersense.sensor.scan.BusScan;
import io.towersense.sensor.scan.ScannedBus;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Who is there on the I2C buses. */
@Command(
        name = "scan",
        description = {
            "Asks every address of the I2C buses, and shows the sensors that it knows, with what to write into a"
                    + " configuration; what answers and is none of them; and what the kernel holds.",
            "The exit code is 1 where there is nothing."
        },
        sortOptions = false)
final class ScanCommand implements Callable<Integer> {
    private static final int SOMETHING_IS_WRONG = 1;
    private static final int HIGHEST_BUS = 255;
    private static final String NO_BUS =
            "no I2C bus on this machine: on a Raspberry Pi enable it with raspi-config (Interface Options, I2C), and look"
                    + " again; elsewhere load the kernel's module i2c-dev";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private SensorsCommand sensors = new SensorsCommand();

    @Option(
            names = "--bus",
            paramLabel = "N",
            description = "Only this bus; may be given several times. Without this: all of them.")
    private List<Integer> chosen = new ArrayList<>();

    @Option(names = "--json", description = "One JSON object, for a program.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        chosen.stream().filter(bus -> bus < 0 || bus > HIGHEST_BUS).findFirst().ifPresent(bus -> {
            throw new ParameterException(spec.commandLine(), "--bus: " + bus + " is not 0 to " + HIGHEST_BUS);
        });
        Machine machine = sensors.machine();
        List<Integer> numbers = chosen.isEmpty()
                ? machine.buses().numbers()
                : chosen.stream().distinct().toList();
        List<ScannedBus> buses = new BusScan(machine.buses(), machine.chips()).everyAddress(numbers);
        ScanReport report = new ScanReport(buses, new KernelDrivers(machine.kernelDevices()), machine.chips());
        Optional<String> fault = numbers.isEmpty() ? Optional.of(NO_BUS) : report.fault();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(report.json(fault));
            return fault.isPresent() ? SOMETHING_IS_WRONG : 0;
        }
        fault.ifPresent(reason -> {
            throw CommandException.wrong(reason, null);
        });
        report.lines().forEach(out::println);
        return 0;
    }
}
