package io.towersense.dynamodblocal.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Java program that runs in a process of its own and never outlives this one.
 *
 * <p>Its main method calls {@link Child#endWithParent()} first and {@link Child#ready(String)} when it serves. It is
 * ended by {@link #close()}, by this process' end, and even where this process is killed. There is no shutdown hook: what
 * this process does last may still need the child.
 */
public final class ChildProcess implements AutoCloseable {
    private static final int LINES_KEPT = 20;

    private final String name;
    private final Process process;
    private final Thread reader;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final Deque<String> lastLines = new ArrayDeque<>();

    private ChildProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.reader = new Thread(this::read, name + "-output");
        this.reader.setDaemon(true);
    }

    /**
     * Starts a program and waits until it says that it serves.
     *
     * @param name what a person calls it, for messages
     * @param options the virtual machine's options
     * @param classPath as {@code java -cp} takes it
     * @param main the main class
     * @param arguments the program's arguments
     * @param environment variables to set on top of this process' own
     * @param patience how long to wait for it to serve
     * @throws IOException if it cannot be started or ends before it serves; one line, with what it said last
     */
    public static ChildProcess start(
            String name,
            List<String> options,
            String classPath,
            String main,
            List<String> arguments,
            Map<String, String> environment,
            Duration patience)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        ChildProcess child = new ChildProcess(name, builder.start());
        child.reader.start();
        child.waitUntilReady(patience);
        return child;
    }

    /** What the child said when it was ready, such as its port. */
    public String answer() {
        return ready.join();
    }

    /** The operating system's id of the process. */
    public long pid() {
        return process.pid();
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes when the process has ended. */
    public CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Ends the process and waits until it is gone. May be called again. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            reader.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void waitUntilReady(Duration patience) throws IOException {
        try {
            ready.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException ended) {
            close();
            throw new IOException(name + " did not start: " + ended.getCause().getMessage());
        } catch (TimeoutException slow) {
            close();
            throw new IOException(name + " did not start within " + patience.toSeconds() + " s: " + lastWords());
        } catch (InterruptedException interrupted) {
            close();
            Thread.currentThread().interrupt();
            throw new IOException(name + " was interrupted while it started");
        }
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith(Child.READY)) {
                    ready.complete(line.substring(Child.READY.length()));
                } else if (line.startsWith(Child.FAILED)) {
                    ready.completeExceptionally(new IOException(line.substring(Child.FAILED.length())));
                } else {
                    keep(line);
                }
            }
        } catch (IOException closed) {
            // the process is gone
        }
        ready.completeExceptionally(new IOException("it ended; " + lastWords()));
    }

    private synchronized void keep(String line) {
        if (line.isBlank()) {
            return;
        }
        if (lastLines.size() == LINES_KEPT) {
            lastLines.removeFirst();
        }
        lastLines.addLast(line.strip());
    }

    private synchronized String lastWords() {
        return lastLines.isEmpty() ? "it said nothing" : "its last words: " + String.join(" / ", lastLines);
    }
}
