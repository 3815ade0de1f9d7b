package io.towersense.agent.greengrass;

import io.towersense.agent.greengrass.NucleusFault.Closed;
import io.towersense.agent.loop.Loop;
import io.towersense.agent.uplink.Backoff;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.aws.greengrass.GreengrassCoreIPCClientV2;
import software.amazon.awssdk.crt.CRT;

/**
 * The connection to the Greengrass nucleus that started this process: one after another, with a pause between, for as
 * long as the process lives. Every request is completed in a bounded time; streams of events are asked for again on each
 * connection. One native thread and one of its own. Thread-safe.
 */
public final class Nucleus implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Nucleus.class);
    private static final Duration TO_BE_LET_IN = Duration.ofSeconds(5);
    private static final Duration AT_ONCE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration FOR_THE_STEP_UNDER_WAY = Duration.ofSeconds(1);

    private final NucleusEnvironment environment;
    private final NucleusSettings settings;
    private final Clock clock;
    private final SplittableRandom jitter = new SplittableRandom();
    private final Backoff backoff;
    private final IpcThreads threads = new IpcThreads();
    private final PendingCalls calls = new PendingCalls();
    private final List<Subscription<?>> subscriptions = new CopyOnWriteArrayList<>();
    private final List<NucleusListener> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable IpcConnection current;
    private volatile String reason = "the nucleus has not answered yet";
    private volatile @Nullable Loop loop;
    private Optional<Duration> absentSince;
    private Duration connectAt;
    private int attempts;
    private boolean isRefused;
    private boolean isClosed;

    private Nucleus(NucleusEnvironment environment, NucleusSettings settings, Clock clock) {
        this.environment = environment;
        this.settings = settings;
        this.clock = clock;
        this.backoff = new Backoff(settings.shortestRetry(), settings.longestRetry(), jitter);
        this.connectAt = clock.monotonic();
        this.absentSince = Optional.of(connectAt);
    }

    /**
     * Begins to connect, and goes on trying; returns at once. From then until it is closed the native library stays in
     * use even while the process shuts down, so that requests are answered in a shutdown hook too.
     */
    public static Nucleus start(NucleusEnvironment environment, NucleusSettings settings, Clock clock) {
        SdkLog.lead();
        CRT.acquireShutdownRef();
        Nucleus nucleus = new Nucleus(environment, settings, clock);
        nucleus.loop = Loop.start("nucleus", nucleus::step);
        return nucleus;
    }

    /** The nucleus, as this process was told of it. */
    public NucleusEnvironment environment() {
        return environment;
    }

    /** Has the listener told how the connection is, at once and whenever it changes. */
    public synchronized void listen(NucleusListener listener) {
        listeners.add(listener);
        if (isConnected()) {
            listener.connected();
        } else if (isRefused) {
            listener.refused(reason);
        } else if (attempts > 0) {
            listener.lost(reason);
        }
    }

    /** Has the listener told nothing any more. */
    public synchronized void forget(NucleusListener listener) {
        listeners.remove(listener);
    }

    /**
     * Makes a request.
     *
     * @param right what the component needs to be allowed for it
     * @param request sends it; called at once, if there is a connection
     * @return completed in a bounded time; exceptionally with a {@link NucleusException} that says why
     */
    <T> CompletableFuture<T> call(Right right, Function<GreengrassCoreIPCClientV2, CompletableFuture<T>> request) {
        CompletableFuture<T> result = new CompletableFuture<>();
        IpcConnection connection = current;
        if (connection == null || !connection.isConnected()) {
            result.completeExceptionally(new NucleusException(new Closed(reason)));
            return result;
        }
        if (calls.add(result, right, clock.monotonic(), settings.callTimeout())) {
            wake();
        }
        try {
            var unused = request.apply(connection.client()).whenComplete((value, failure) -> {
                answered();
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(new NucleusException(SdkErrors.fault(failure, right)));
                }
            });
        } catch (RuntimeException e) {
            result.completeExceptionally(new NucleusException(SdkErrors.fault(e, right)));
        }
        return result;
    }

    /**
     * Hears a stream of events from now on, through all connections; returns at once. What the nucleus refuses is asked
     * for again after a pause, and what it leaves pending stays so without harm.
     *
     * @param request asks for the stream
     * @param events called on the connection's thread, one at a time: return soon
     * @param opened called when the nucleus has granted it, on each connection: what happened before was not heard
     * @return ends it
     */
    <E> Runnable subscribe(Right right, Subscription.Request<E> request, Consumer<E> events, Runnable opened) {
        Subscription<E> subscription;
        synchronized (this) {
            subscription = new Subscription<>(right, request, events, opened, this::wake, clock, jitter.split());
            subscriptions.add(subscription);
        }
        wake();
        return () -> {
            subscriptions.remove(subscription);
            subscription.end();
        };
    }

    /** How the nucleus is absent; empty while it answers. */
    public synchronized Optional<Absence> absence() {
        Duration now = clock.monotonic();
        return absentSince.map(since -> new Absence(now.minus(since), isRefused, reason));
    }

    /** Ends the connection in a bounded time; requests under way fail, and the native library may go. */
    @Override
    public void close() {
        synchronized (this) {
            if (isClosed) {
                return;
            }
            isClosed = true;
        }
        Loop running = loop;
        if (running != null && !running.stop(FOR_THE_STEP_UNDER_WAY)) {
            LOG.warn("the connection to the nucleus does not end its last step; it is left behind");
        }
        IpcConnection last = current;
        if (last != null) {
            last.close();
        }
        calls.failAll(new Closed("the connection to the nucleus is closed"));
        threads.close();
        CRT.releaseShutdownRef();
    }

    /** Whether the native thread runs. */
    boolean isThreadAlive() {
        return threads.isAlive();
    }

    private Duration step() {
        Duration now = clock.monotonic();
        if (calls.earliestDeadline().filter(end -> end.compareTo(now) <= 0).isPresent()) {
            unanswered(now);
            calls.expire(now);
        }
        Duration next = now.plus(LONGEST_PAUSE);
        IpcConnection connection = current;
        if (connection == null) {
            next = connect(now);
        } else if (connection.isConnected()) {
            for (Subscription<?> subscription : subscriptions) {
                next = earlier(next, subscription.step(connection.client(), now));
            }
        } else {
            next = giveUp(connection, now);
        }
        return earlier(next, calls.earliestDeadline()).minus(now);
    }

    private Duration connect(Duration now) {
        IpcConnection connection;
        synchronized (this) {
            if (isClosed || connectAt.compareTo(now) > 0) {
                return connectAt;
            }
            connection = IpcConnection.create(environment, threads, new Events());
            current = connection;
            connectAt = now.plus(TO_BE_LET_IN);
        }
        connection.connect();
        synchronized (this) {
            return connectAt; // it may have failed already
        }
    }

    private Duration giveUp(IpcConnection connection, Duration now) {
        Duration end;
        synchronized (this) {
            end = connectAt;
        }
        if (end.compareTo(now) <= 0) {
            connection.end("the nucleus at " + environment.socket() + " does not let us in or turn us away");
        }
        return end;
    }

    private synchronized boolean isConnected() {
        IpcConnection connection = current;
        return connection != null && connection.isConnected();
    }

    private synchronized void answered() {
        absentSince = Optional.empty();
    }

    private synchronized void unanswered(Duration now) {
        if (absentSince.isEmpty()) {
            absentSince = Optional.of(now);
            reason = "the nucleus does not answer";
        }
    }

    private static Duration earlier(Duration one, Optional<Duration> other) {
        return other.filter(time -> time.compareTo(one) < 0).orElse(one);
    }

    private void wake() {
        Loop running = loop;
        if (running != null) {
            running.wake();
        }
    }

    /** What becomes of the connections; within the lock, so that it is told in its order. */
    private final class Events implements IpcConnection.Events {
        @Override
        public void connected(IpcConnection connection) {
            synchronized (Nucleus.this) {
                if (connection != current || isClosed) {
                    return;
                }
                attempts = 0;
                isRefused = false;
                absentSince = Optional.empty();
                subscriptions.forEach(Subscription::connected);
                LOG.debug("connected to the {}", environment);
                listeners.forEach(NucleusListener::connected);
            }
            wake();
        }

        @Override
        public void settled(IpcConnection connection) {
            synchronized (Nucleus.this) {
                if (connection == current) {
                    connectAt = earlier(clock.monotonic().plus(AT_ONCE), Optional.of(connectAt));
                }
            }
            wake();
        }

        @Override
        public void ended(IpcConnection connection, String why, boolean refused) {
            synchronized (Nucleus.this) {
                if (connection != current) {
                    return;
                }
                current = null;
                reason = why;
                isRefused = refused;
                attempts++;
                Duration now = clock.monotonic();
                connectAt = now.plus(backoff.after(attempts));
                absentSince = absentSince.or(() -> Optional.of(now));
                if (!isClosed) {
                    listeners.forEach(listener -> tell(listener, why, refused));
                }
            }
            calls.failAll(new Closed(why));
            wake();
        }

        private void tell(NucleusListener listener, String why, boolean refused) {
            if (refused) {
                listener.refused(why);
            } else {
                listener.lost(why);
            }
        }
    }
}
