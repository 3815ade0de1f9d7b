package io.towersense.agent.greengrass;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a classic nucleus does with the process of a component that has a {@code Startup}: starts it, starts it again after
 * an error, and gives it up after three. An end with code 0 while RUNNING is none, and nothing is started for it.
 */
public final class ComponentSupervisor implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** The states of a component that matter here. */
    public enum State {
        STARTING,
        RUNNING,
        BROKEN,
        STOPPED
    }

    private final List<String> command;
    private final Map<String, String> environment;
    private final FakeLifecycle lifecycle;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final ErrorCount whileStarting = new ErrorCount();
    private final ErrorCount whileRunning = new ErrorCount();
    private final Thread thread = new Thread(this::supervise, "supervisor");
    private volatile State state = State.STARTING;
    private final AtomicInteger starts = new AtomicInteger();
    private volatile boolean isStopping;
    private volatile @Nullable Process process;

    private ComponentSupervisor(List<String> command, Map<String, String> environment, FakeLifecycle lifecycle) {
        this.command = command;
        this.environment = environment;
        this.lifecycle = lifecycle;
    }

    /** Starts a component with that command, and these variables on top of this process' own. */
    public static ComponentSupervisor start(
            List<String> command, Map<String, String> environment, FakeLifecycle lifecycle) {
        ComponentSupervisor supervisor = new ComponentSupervisor(command, environment, lifecycle);
        supervisor.thread.start();
        return supervisor;
    }

    public State state() {
        return state;
    }

    /** How often the component was started. */
    public int starts() {
        return starts.get();
    }

    /** What all its processes wrote to standard output. */
    public List<String> output() {
        return List.copyOf(output);
    }

    /** What they wrote to standard error, each line of which a nucleus takes for a warning. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** As a power cut would, or whoever types {@code kill -9}. */
    public void kill() {
        Process running = process;
        if (running != null) {
            running.toHandle().destroyForcibly();
        }
    }

    /** As when the nucleus itself is gone: the process goes on, and nobody starts it again once it ends. */
    public void abandon() {
        isStopping = true;
    }

    /** As at a deployment: SIGTERM, then SIGKILL. Says whether SIGTERM was enough. */
    public boolean stop(Duration timeout) throws InterruptedException {
        isStopping = true;
        Process running = process;
        boolean isEnough = true;
        if (running != null) {
            running.toHandle().destroy();
            isEnough = running.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            running.toHandle().destroyForcibly();
        }
        thread.join();
        return isEnough;
    }

    @Override
    public void close() throws InterruptedException {
        isStopping = true;
        kill();
        thread.join();
    }

    private void supervise() {
        try {
            while (!isStopping && state != State.BROKEN) {
                int code = runOnce();
                if (isStopping) {
                    state = State.STOPPED;
                } else if (code != 0) {
                    ErrorCount count = state == State.RUNNING ? whileRunning : whileStarting;
                    state = count.errored(Instant.now()) ? State.BROKEN : State.STARTING;
                } else {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int runOnce() throws IOException, InterruptedException {
        int reportsBefore = lifecycle.reported().size();
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Process started = builder.start();
        process = started;
        starts.incrementAndGet();
        Thread reader = new Thread(() -> read(started.inputReader(StandardCharsets.UTF_8), output), "output");
        Thread warner = new Thread(() -> read(started.errorReader(StandardCharsets.UTF_8), warnings), "warnings");
        reader.start();
        warner.start();
        while (!started.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
            if (state == State.STARTING && lifecycle.reported().size() > reportsBefore) {
                state = State.RUNNING;
                whileStarting.reset();
            }
        }
        reader.join();
        warner.join();
        int code = started.exitValue();
        if (code == 0 && state == State.STARTING) {
            state = State.RUNNING;
        }
        return code;
    }

    private static void read(BufferedReader text, List<String> lines) {
        try (text) {
            text.lines().forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            lines.add("the output ends: " + e.getMessage());
        }
    }
}
