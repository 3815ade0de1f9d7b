package io.towersense.agent.sensors;

import io.towersense.agent.command.CommandException;
import io.towersense.sensor.i2c.trace.RecordingHeader;
import io.towersense.sensor.i2c.trace.RecordingWriter;
import io.towersense.sensor.i2c.trace.TraceException;
import io.towersense.telemetry.time.Timestamps;
import io.towersense.telemetry.value.Quantity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Some readings of one sensor, and what was said on its bus. */
@Command(
        name = "record",
        description = {
            "Reads an I2C sensor a few times, and writes what was said on its bus into a file, for whoever is to find out"
                    + " what is wrong: tower sensors decode FILE gives the same values anywhere.",
            "The exit code is 1 where a metric has no value."
        },
        sortOptions = false)
final class RecordCommand implements Callable<Integer> {
    private static final int MOST_READINGS = 100_000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private SensorsCommand sensors = new SensorsCommand();

    @Mixin
    private SensorChoice choice = new SensorChoice();

    @Option(names = "--output", paramLabel = "FILE", required = true, description = "The file to write.")
    private Path output = Path.of("");

    @Option(names = "--force", description = "Replace the file if it is there already.")
    private boolean force;

    @Option(names = "--count", paramLabel = "N", description = "How many readings; 3 without this.")
    private int count = 3;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            description = "The time between two readings: 200ms, 5s, ...; 1s without this.")
    private String interval = "1s";

    @Mixin
    private ReadingPrinter printer = new ReadingPrinter();

    @Override
    public Integer call() throws InterruptedException {
        if (count < 1 || count > MOST_READINGS) {
            throw new ParameterException(spec.commandLine(), "--count: " + count + " is not 1 to " + MOST_READINGS);
        }
        Duration pause = pause();
        Machine machine = sensors.machine();
        try (OpenSensor sensor = choice.open(machine)) {
            RecordingHeader header = sensor.recordedFrom(machine.clock().now())
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(),
                            "only what is said on an I2C bus can be recorded; read this one instead"));
            record(machine, sensor, header, pause);
        } catch (TraceException e) {
            throw CommandException.wrong(String.valueOf(e.getMessage()), e);
        }
        return printer.exitCode();
    }

    private void record(Machine machine, OpenSensor sensor, RecordingHeader header, Duration pause)
            throws TraceException, InterruptedException {
        try (RecordingWriter recording = RecordingWriter.create(output, force)) {
            recording.begin(header);
            for (int i = 1; i <= count; i++) {
                if (i > 1) {
                    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                }
                String time = Timestamps.format(machine.clock().now());
                SensorReading reading = sensor.read();
                recording.add("reading " + i + ", " + time + ": " + ReadingText.summary(reading), reading.transfers());
                printer.print(reading);
            }
        }
        printer.say("recorded in " + output);
    }

    private Duration pause() {
        try {
            return Quantity.duration(interval);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--interval: " + e.getMessage(), e);
        }
    }
}
