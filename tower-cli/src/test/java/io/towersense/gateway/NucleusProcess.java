package io.towersense.gateway;

import static org.awaitility.Awaitility.await;

import io.towersense.cli.program.TowerProcess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fake nucleus of the agent's own tests, as a process on this machine's processor: those tests are not on this class
 * path.
 */
final class NucleusProcess implements AutoCloseable {
    private static final String TESTS_OF_THE_AGENT = "../edge-agent/target/test-classes";
    private static final String MAIN = "io.towersense.agent.greengrass.FakeNucleusMain";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TowerProcess process;
    private final Map<String, String> environment;

    private NucleusProcess(TowerProcess process, Map<String, String> environment) {
        this.process = process;
        this.environment = environment;
    }

    /**
     * Starts it, and waits until it listens.
     *
     * @param configuration the component's, JSON
     * @param broker where it leads to; empty: it is offline
     */
    static NucleusProcess start(Path folder, String configuration, Optional<URI> broker) throws IOException {
        Map<String, String> environment = Map.of(
                "AWS_GG_NUCLEUS_DOMAIN_SOCKET_FILEPATH_FOR_COMPONENT",
                folder.resolve("ipc").toString(),
                "SVCUID",
                "token",
                "AWS_IOT_THING_NAME",
                "gateway-1");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                TESTS_OF_THE_AGENT + File.pathSeparator + System.getProperty("java.class.path"),
                MAIN));
        builder.environment().putAll(environment);
        builder.environment()
                .put(
                        "FAKE_CONFIGURATION",
                        Files.writeString(folder.resolve("configuration.json"), configuration)
                                .toString());
        broker.ifPresent(uri -> builder.environment().put("FAKE_BROKER", uri.toString()));
        TowerProcess process = TowerProcess.start(builder);
        await().atMost(PATIENCE)
                .until(() ->
                        !process.isAlive() || process.lines().stream().anyMatch(line -> line.startsWith("listening")));
        return new NucleusProcess(process, environment);
    }

    /** What a component of it finds in its environment. */
    Map<String, String> environment() {
        return environment;
    }

    /** What it knows by now, such as {@code connections=1 published=3 spooled=0 states=[RUNNING]}. */
    String knows() throws IOException {
        int before = process.lines().size();
        process.enter("?");
        return await().atMost(PATIENCE)
                .until(
                        () -> process.lines().stream()
                                .skip(before)
                                .filter(line -> line.startsWith("connections="))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
