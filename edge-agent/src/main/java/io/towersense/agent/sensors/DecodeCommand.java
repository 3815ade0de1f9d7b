package io.towersense.agent.sensors;

import io.towersense.agent.command.CommandException;
import io.towersense.sensor.SensorDriverProvider;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.trace.Recording;
import io.towersense.sensor.i2c.trace.RegisterDump;
import io.towersense.sensor.i2c.trace.Trace;
import io.towersense.sensor.i2c.trace.TraceException;
import io.towersense.sensor.i2c.trace.TraceFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Values of what was recorded, here or elsewhere. */
@Command(
        name = "decode",
        description = {
            "Makes values of a file that tower sensors record wrote, or of a dump of registers: lines such as"
                    + " 'reg 76 d0 60' (address, first register, bytes), 'cmd 44 2400 beef92beef92' (address, command,"
                    + " answer) and 'busy 77', all hexadecimal. The chips of a dump are recognised.",
            "The exit code is 1 where a metric has no value."
        },
        sortOptions = false)
final class DecodeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @ParentCommand
    private SensorsCommand sensors = new SensorsCommand();

    @Parameters(paramLabel = "FILE", description = "The recording or dump.")
    private Path file = Path.of("");

    @Option(names = "--driver", paramLabel = "DRIVER", description = "Take this driver, whatever the file says.")
    private @Nullable String driver;

    @Mixin
    private ReadingPrinter printer = new ReadingPrinter();

    @Override
    public Integer call() throws InterruptedException {
        Decoder decoder = new Decoder(sensors.machine(), file, printer::print);
        Optional<ChipProvider> chosen = Optional.ofNullable(driver).map(this::chip);
        Trace trace = trace();
        if (trace instanceof Recording recording) {
            decoder.decode(recording, chosen);
        } else if (trace instanceof RegisterDump dump) {
            decoder.decode(dump, chosen);
        }
        return printer.exitCode();
    }

    private ChipProvider chip(String name) {
        SensorDriverProvider provider = sensors.machine().driver(name, spec);
        if (provider instanceof ChipProvider chip) {
            return chip;
        }
        throw new ParameterException(spec.commandLine(), "--driver: " + name + " is not the driver of an I2C chip");
    }

    private Trace trace() {
        try {
            return TraceFile.read(file);
        } catch (TraceException e) {
            throw CommandException.wrong(String.valueOf(e.getMessage()), e);
        }
    }
}
