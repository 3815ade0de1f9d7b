package io.towersense.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import software.amazon.awssdk.crt.io.ClientBootstrap;
import software.amazon.awssdk.crt.io.EventLoopGroup;
import software.amazon.awssdk.crt.io.HostResolver;

/**
 * What each library of the agent adds to a bare Java machine: resident memory and time to its first use. A part is a process
 * of its own, {@code none} the machine alone, so that the differences tell. Run with the agent's jar and options:
 * {@code java @jvm.options -cp tower-agent.jar:bench.jar io.towersense.bench.FootprintParts PART}.
 */
public final class FootprintParts {
    private FootprintParts() {}

    /** A part is used for the first time. */
    private interface Use {
        void run() throws Exception;
    }

    /** Prints the part, KiB resident after its first use, and microseconds that this took. */
    public static void main(String[] arguments) throws Exception {
        Clock clock = Clock.system();
        Map<String, Use> parts = Map.of(
                "none",
                () -> {},
                "picocli",
                () -> new CommandLine(new Empty()).parseArgs("--one", "1"),
                "yaml",
                FootprintParts::yaml,
                "logback",
                () -> LoggerFactory.getLogger(FootprintParts.class).info("one line"),
                "sqlite",
                FootprintParts::sqlite,
                "aws-crt",
                FootprintParts::runtime);
        String part = arguments[0];
        long begun = clock.monotonic().toNanos();
        Objects.requireNonNull(parts.get(part), "no such part: " + part).run();
        long micros = (clock.monotonic().toNanos() - begun) / 1_000;
        System.err.println(part + " " + resident() + " " + micros);
        // Native threads of the runtime may still be at work: what was measured is measured.
        Runtime.getRuntime().halt(0);
    }

    @Command(name = "empty")
    private static final class Empty {
        @Option(names = "--one")
        @SuppressWarnings("UnusedVariable") // parsing it is what is measured
        private int one;
    }

    private static void yaml() throws IOException {
        JsonNode read =
                new YAMLMapper().readTree("gateway: {thing: one}\ndevices:\n  - {id: one, driver: simulator}\n");
        if (read.get("devices").size() != 1) {
            throw new IOException("read " + read);
        }
    }

    private static void sqlite() throws Exception {
        Path file = Files.createTempFile("footprint", ".db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode=WAL");
            statement.execute("CREATE TABLE one (a INTEGER)");
            statement.execute("INSERT INTO one VALUES (1)");
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @SuppressWarnings("resource")
    private static void runtime() {
        EventLoopGroup group = new EventLoopGroup(1);
        new ClientBootstrap(group, new HostResolver(group));
    }

    private static String resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> line.replaceAll("\\D", ""))
                .findFirst()
                .orElse("0");
    }
}
