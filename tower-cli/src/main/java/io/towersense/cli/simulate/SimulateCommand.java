package io.towersense.cli.simulate;

import io.towersense.agent.command.CommandException;
import io.towersense.agent.command.TowerCommand;
import io.towersense.cli.options.AwsOptions;
import io.towersense.cli.options.SpanConverter;
import io.towersense.sensor.simulator.UniformSimulator;
import io.towersense.telemetry.time.Clock;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** {@code tower simulate}: bare readings of simulated devices, straight into a Kinesis stream. */
@Command(
        name = "simulate",
        description =
                "Sends bare readings of simulated devices straight into a Kinesis stream, each under its device's id.",
        footer = {
            "",
            "Readings are drawn from 15 to 35 °C, 30 to 80 %RH and 950 to 1050 hPa; an anomaly from 46 to 60 °C with a"
                    + " humidity outside its limits.",
            "Example: tower simulate --devices 10 --interval 5s --iterations 12 --stream iot-sensor-stream"
        })
public final class SimulateCommand implements TowerCommand {
    @Option(names = "--devices", defaultValue = "10", description = "How many devices. Default: ${DEFAULT-VALUE}.")
    private int devices;

    @Option(
            names = "--interval",
            defaultValue = "5s",
            converter = SpanConverter.class,
            description = "How often each device measures, such as 200ms or 5s. Default: ${DEFAULT-VALUE}.")
    private Duration interval = Duration.ZERO;

    @Option(names = "--iterations", description = "How often in all. Without this: until Ctrl-C.")
    private @Nullable Long iterations;

    @Option(
            names = "--anomaly-probability",
            defaultValue = "0.05",
            description = "The share of anomalies, 0 to 1. Default: ${DEFAULT-VALUE}.")
    private double anomalyProbability;

    @Option(names = "--seed", description = "The same seed gives the same values. Without this: a new one each time.")
    private @Nullable Long seed;

    @Option(names = "--stream", required = true, description = "The Kinesis stream's name.")
    private String stream = "";

    @Mixin
    private AwsOptions aws = new AwsOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        requireRange("--devices", devices >= 1 && devices <= 100_000, devices, "1 to 100000");
        requireRange(
                "--anomaly-probability",
                anomalyProbability >= 0 && anomalyProbability <= 1,
                anomalyProbability,
                "0 to 1");
        requireRange("--iterations", iterations == null || iterations >= 0, String.valueOf(iterations), "0 or more");
        PrintWriter err = spec.commandLine().getErr();
        long[] sent = new long[1];
        try (KinesisClient kinesis = aws.open(KinesisClient.builder())) {
            StreamWriter writer = new StreamWriter(
                    kinesis, stream, new SplittableRandom(), wait -> TimeUnit.NANOSECONDS.sleep(wait.toNanos()));
            simulation().run(readings -> {
                writer.write(readings);
                sent[0] += readings.size();
                err.println("tower: " + sent[0] + " readings sent");
                err.flush();
            });
        } catch (SdkException e) {
            throw CommandException.wrong(aws.describe(e, "stream " + stream + " cannot be written", "--stream"), e);
        } catch (StreamRefusedException e) {
            throw CommandException.wrong(String.valueOf(e.getMessage()), e);
        }
        return 0;
    }

    private Simulation simulation() {
        long chosen = seed == null ? new SplittableRandom().nextLong() : seed;
        List<SimulatedDevice> simulated = IntStream.rangeClosed(1, devices)
                .mapToObj(number -> device(number, chosen))
                .toList();
        OptionalLong rounds = iterations == null ? OptionalLong.empty() : OptionalLong.of(iterations);
        return new Simulation(
                simulated, interval, rounds, Clock.system(), wait -> TimeUnit.NANOSECONDS.sleep(wait.toNanos()));
    }

    private SimulatedDevice device(int number, long chosenSeed) {
        String id = String.format(Locale.ROOT, "tower-%04d", number);
        UniformSimulator simulator = new UniformSimulator(id, anomalyProbability, chosenSeed);
        long[] next = new long[1];
        return now -> simulator.reading(next[0]++, now);
    }

    private void requireRange(String option, boolean isWithin, Object value, String range) {
        if (!isWithin) {
            throw new ParameterException(spec.commandLine(), option + ": '" + value + "' is not " + range);
        }
    }
}
