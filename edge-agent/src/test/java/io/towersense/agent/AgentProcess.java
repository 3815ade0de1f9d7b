package io.towersense.agent;

import static org.awaitility.Awaitility.await;

import io.towersense.testing.CommittedReadings;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** {@code tower ...} as a process of its own, and what it printed. */
final class AgentProcess implements AutoCloseable {
    private static final int FIRST_JAVA_THAT_WARNS_OF_NATIVE_CODE = 22;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private AgentProcess(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "output-of-" + process.pid());
        reader.start();
    }

    static AgentProcess start(String... arguments) throws IOException {
        return start(Map.of(), arguments);
    }

    /** With these variables on top of this process' own. */
    static AgentProcess start(Map<String, String> environment, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(arguments)).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new AgentProcess(builder.start());
    }

    /** The command line of such a process. */
    static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.towersense.agent.Tower"));
        if (Runtime.version().feature() >= FIRST_JAVA_THAT_WARNS_OF_NATIVE_CODE) {
            command.add(1, "--enable-native-access=ALL-UNNAMED"); // as the shipped jar's manifest says
        }
        command.addAll(List.of(arguments));
        return command;
    }

    /** What it printed so far, standard error included. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    /** The readings that it said are on disk, each as {@code device_id timestamp}. */
    List<String> committed() {
        return CommittedReadings.in(lines);
    }

    void awaitLine(String part) {
        await("a line with '" + part + "'")
                .atMost(PATIENCE)
                .until(() -> lines.stream().anyMatch(line -> line.contains(part)));
    }

    void awaitCommitted(int count) {
        await(count + " committed readings")
                .atMost(PATIENCE)
                .until(() -> committed().size() >= count);
    }

    /** Sends SIGTERM and waits for the end. Returns the exit code. */
    int terminate() throws InterruptedException {
        // By its handle: the process itself would close the streams that are still to be read.
        process.toHandle().destroy();
        return exitCode();
    }

    /** As a power cut or the kernel would: kill -9. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
        reader.join();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("the process does not end; it printed " + lines);
        }
        reader.join();
        return process.exitValue();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("the output ends: " + e.getMessage());
        }
    }
}
