package io.towersense.agent.sensors;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** One reading of one sensor. */
@Command(
        name = "read",
        description = {
            "Reads a sensor once, and shows its values, or why it has none.",
            "The exit code is 1 where a metric has no value. --verbose shows all that the chip gave."
        },
        sortOptions = false)
final class ReadCommand implements Callable<Integer> {
    @ParentCommand
    private SensorsCommand sensors = new SensorsCommand();

    @Mixin
    private SensorChoice choice = new SensorChoice();

    @Mixin
    private ReadingPrinter printer = new ReadingPrinter();

    @Override
    public Integer call() throws InterruptedException {
        try (OpenSensor sensor = choice.open(sensors.machine())) {
            printer.print(sensor.read());
        }
        return printer.exitCode();
    }
}
