package io.towersense.cli.demo;

import io.towersense.agent.command.CommandException;
import io.towersense.agent.command.StopRequest;
import io.towersense.agent.command.TowerCommand;
import io.towersense.agent.configuration.Device;
import io.towersense.cli.options.SpanConverter;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tower demo}: the whole way of a reading, from a sensor to the table and to a person, on this machine. */
@Command(
        name = "demo",
        description = {
            "Starts the local cloud and the agent, and shows the way of the readings as it happens: simulated devices, of"
                    + " which one goes through a scenario, or a recording with --replay."
        },
        footer = {
            "",
            "Examples:",
            "  tower demo",
            "  tower demo --devices 10 --interval 200ms --duration 30s --seed 1 --scenario cooling-failure --json",
            "  tower demo --replay rooms.csv --map \"temperature=Temperature,humidity=Humidity\" --time-column date"
        })
public final class DemoCommand implements TowerCommand {
    private static final Duration PLAIN_EVERY = Duration.ofSeconds(5);
    private static final int MOST_DEVICES = 1_000;

    @Option(names = "--devices", defaultValue = "10", description = "How many devices. Default: ${DEFAULT-VALUE}.")
    private int devices;

    @Option(
            names = "--interval",
            defaultValue = "1s",
            converter = SpanConverter.class,
            description = "How often each device measures. Default: ${DEFAULT-VALUE}.")
    private Duration interval = Duration.ZERO;

    @Option(
            names = "--duration",
            defaultValue = "60s",
            converter = SpanConverter.class,
            description = "How long; a recording runs to its end. Default: ${DEFAULT-VALUE}.")
    private Duration duration = Duration.ZERO;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "The same seed gives the same weather. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--scenario",
            defaultValue = "cooling-failure",
            description = "What goes wrong, and passes: cooling-failure, door-open, sensor-frozen, sensor-dead or none."
                    + " Default: ${DEFAULT-VALUE}.")
    private String scenario = "";

    @Option(
            names = "--failing",
            defaultValue = "1",
            description = "How many of the devices go through the scenario. Default: ${DEFAULT-VALUE}.")
    private int failing;

    @Option(names = "--replay", description = "A recorded CSV file to replay instead of simulating.")
    private @Nullable Path replay;

    @Option(
            names = "--map",
            description = "Which columns are which metrics, with a unit in brackets where it is another:"
                    + " temperature=T_out,pressure=Press_mm_hg[mmHg].")
    private @Nullable String map;

    @Option(names = "--time-column", description = "The column with the time.")
    private @Nullable String timeColumn;

    @Option(names = "--time-format", description = "How the times are written, such as \"d/M/yyyy H:mm\".")
    private @Nullable String timeFormat;

    @Option(names = "--zone", description = "The time zone of times without an offset. Default: UTC.")
    private @Nullable String zone;

    @Option(names = "--rebase", description = "original (the file's times) or now (from now on). Default: original.")
    private @Nullable String rebase;

    @Option(names = "--speed", description = "How much faster than recorded, such as 60; max by default.")
    private @Nullable String speed;

    @Option(
            names = "--data",
            description = "The folder for the alert log, the outbox and the local cloud's files. Default: a new one"
                    + " among the temporary files, which stays.")
    private @Nullable Path data;

    @Option(
            names = "--aws-endpoint",
            description = "Take Kinesis, DynamoDB, SNS and S3 from an emulator there instead of the local ones.")
    private @Nullable URI awsEndpoint;

    @Option(
            names = "--json",
            description = "End with one JSON object on standard output; all else goes to standard error.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        List<Device> sampled = replay == null ? simulated() : replayed(replay);
        Optional<Duration> length = replay == null ? Optional.of(duration) : Optional.empty();
        DemoPlan plan = new DemoPlan(sampled, length, folder(), Optional.ofNullable(awsEndpoint));
        DemoReport report;
        try (StopRequest stop = StopRequest.onShutdown()) {
            try (DemoView view = view()) {
                report = new Demo(plan, Clock.system(), view).run();
                DemoSummary.lines(report).forEach(view::event);
            }
            if (json) {
                PrintWriter out = spec.commandLine().getOut();
                out.println(report.toJson());
                out.flush();
            }
        }
        return report.addsUp() && report.pending() == 0 ? 0 : 1;
    }

    private List<Device> simulated() {
        requireRange("--devices", devices, 1, MOST_DEVICES);
        requireRange("--failing", failing, 0, devices);
        if (interval.compareTo(Duration.ofMillis(1)) < 0) {
            throw new ParameterException(spec.commandLine(), "--interval: is less than 1ms");
        }
        requireNoReplayOptions();
        Optional<DemoScenario> going = scenario.equals("none")
                ? Optional.empty()
                : Optional.of(DemoScenario.within(scenario, duration, interval));
        return DemoSite.simulated(devices, interval, seed, going, failing);
    }

    private List<Device> replayed(Path file) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("file", file.toString());
        replayOptions().forEach((name, value) -> options.put(name.substring(2).replace('-', '_'), value));
        return DemoSite.replayed(options);
    }

    private void requireNoReplayOptions() {
        replayOptions().keySet().stream().findFirst().ifPresent(option -> {
            throw new ParameterException(spec.commandLine(), option + ": only goes with --replay");
        });
    }

    private Map<String, String> replayOptions() {
        Map<String, String> given = new LinkedHashMap<>();
        putIfGiven(given, "--map", map);
        putIfGiven(given, "--time-column", timeColumn);
        putIfGiven(given, "--time-format", timeFormat);
        putIfGiven(given, "--zone", zone);
        putIfGiven(given, "--rebase", rebase);
        putIfGiven(given, "--speed", speed);
        return given;
    }

    private static void putIfGiven(Map<String, String> given, String option, @Nullable String value) {
        if (value != null) {
            given.put(option, value);
        }
    }

    private void requireRange(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new ParameterException(
                    spec.commandLine(), option + ": '" + value + "' is not " + least + " to " + most);
        }
    }

    private Path folder() {
        try {
            return data == null ? Files.createTempDirectory("towersense-demo-") : Files.createDirectories(data);
        } catch (IOException e) {
            throw CommandException.wrong(
                    "the folder " + data + " cannot be used: " + e.getMessage() + "; name another with --data", e);
        }
    }

    private DemoView view() {
        if (json) {
            return new PlainView(new PrintStream(System.err, true, StandardCharsets.UTF_8), PLAIN_EVERY);
        }
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        return Boolean.getBoolean("tower.terminal") ? new LiveView(out) : new PlainView(out, PLAIN_EVERY);
    }
}
