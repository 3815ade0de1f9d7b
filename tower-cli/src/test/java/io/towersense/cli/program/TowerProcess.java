package io.towersense.cli.program;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A {@code tower} command as a process of its own, on this test's class path. Ended at the latest when closed. */
public final class TowerProcess implements AutoCloseable {
    private static final long TO_END_SECONDS = 60;

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private TowerProcess(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "process-output");
        reader.setDaemon(true);
        reader.start();
    }

    public static TowerProcess start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.towersense.agent.Tower"));
        command.addAll(List.of(arguments));
        return start(command);
    }

    /** Starts a process that is {@code tower} by other means. */
    public static TowerProcess start(List<String> command) throws IOException {
        return start(new ProcessBuilder(command));
    }

    /** Starts a process that is {@code tower} by other means, in a folder or an environment of its own. */
    public static TowerProcess start(ProcessBuilder builder) throws IOException {
        return new TowerProcess(builder.redirectErrorStream(true).start());
    }

    /** What it has printed so far, both streams. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The processes that it has started, and those that they have. */
    public Stream<ProcessHandle> descendants() {
        return process.descendants();
    }

    /** Writes a line to its standard input. */
    public void enter(String line) throws IOException {
        Writer input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(line + "\n");
        input.flush();
    }

    /** SIGKILL, and the end of its output. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Waits until it ends by itself; its exit code. */
    public int await() throws InterruptedException {
        awaitEnd();
        return process.exitValue();
    }

    /** SIGTERM, and its exit code. */
    public int terminate() throws InterruptedException {
        // Unlike the process' own method, this leaves its output open: what it says while it ends is read.
        process.toHandle().destroy();
        awaitEnd();
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            terminate();
        }
    }

    private void awaitEnd() throws InterruptedException {
        if (!process.waitFor(TO_END_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the process did not end: " + lines);
        }
        reader.join();
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
