package io.towersense.agent.greengrass;

import io.towersense.agent.greengrass.NucleusFault.Closed;
import io.towersense.agent.greengrass.NucleusFault.Unauthorised;
import io.towersense.agent.uplink.Backoff;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.aws.greengrass.GreengrassCoreIPCClientV2;
import software.amazon.awssdk.aws.greengrass.GreengrassCoreIPCClientV2.StreamingResponse;
import software.amazon.awssdk.eventstreamrpc.StreamEventPublisher;
import software.amazon.awssdk.eventstreamrpc.StreamResponseHandler;

/**
 * A stream of events that is asked for again on every connection, and after every end and refusal. Pending is one of its
 * states, and may last for ever. Asked on one thread, answered on another.
 *
 * @param <E> the SDK's type of event
 */
final class Subscription<E> {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration WITHOUT_THE_RIGHT = Duration.ofMinutes(10);

    /** How a stream is asked for; the result is the nucleus' answer to that, and the stream. */
    interface Request<E>
            extends BiFunction<
                    GreengrassCoreIPCClientV2,
                    StreamResponseHandler<E>,
                    StreamingResponse<? extends CompletableFuture<?>, ? extends StreamEventPublisher<?>>> {}

    private final Right right;
    private final Request<E> request;
    private final Consumer<E> events;
    private final Runnable opened;
    private final Runnable wake;
    private final Clock clock;
    private final Backoff backoff;
    private @Nullable Stream current;
    private Duration dueAt;
    private int failures;
    private Optional<String> said = Optional.empty();
    private boolean isEnded;

    Subscription(
            Right right,
            Request<E> request,
            Consumer<E> events,
            Runnable opened,
            Runnable wake,
            Clock clock,
            RandomGenerator jitter) {
        this.right = right;
        this.request = request;
        this.events = events;
        this.opened = opened;
        this.wake = wake;
        this.clock = clock;
        this.dueAt = clock.monotonic();
        this.backoff = new Backoff(SHORTEST_PAUSE, LONGEST_PAUSE, jitter);
    }

    /** There is a new connection: it is to be asked for at once. */
    synchronized void connected() {
        current = null;
        failures = 0;
        dueAt = clock.monotonic();
    }

    /**
     * Asks, if it is time to.
     *
     * @return when it is to be asked for, if it is neither there nor pending
     */
    Optional<Duration> step(GreengrassCoreIPCClientV2 client, Duration now) {
        Stream next;
        synchronized (this) {
            if (current != null || isEnded) {
                return Optional.empty();
            }
            if (dueAt.compareTo(now) > 0) {
                return Optional.of(dueAt);
            }
            next = new Stream();
            current = next;
        }
        next.ask(client);
        return Optional.empty();
    }

    /** Hears nothing any more, and says so. */
    void end() {
        Stream last;
        synchronized (this) {
            isEnded = true;
            last = current;
            current = null;
        }
        if (last != null) {
            last.end();
        }
    }

    private synchronized boolean isCurrent(Stream stream) {
        return current == stream;
    }

    private void failed(Stream stream, NucleusFault fault) {
        synchronized (this) {
            if (current != stream) {
                return;
            }
            current = null;
            failures++;
            Duration pause = fault instanceof Unauthorised ? WITHOUT_THE_RIGHT : backoff.after(failures);
            dueAt = clock.monotonic().plus(pause);
        }
        say(fault);
        wake.run();
    }

    private void say(NucleusFault fault) {
        synchronized (this) {
            if (fault instanceof Closed || said.equals(Optional.of(fault.text()))) {
                return;
            }
            said = Optional.of(fault.text());
        }
        if (fault instanceof Unauthorised) {
            LOG.error("{}", fault.text());
        } else {
            LOG.warn("{} on {} is asked for again: {}", right.operation(), right.resource(), fault.text());
        }
    }

    private void succeeded(Stream stream) {
        synchronized (this) {
            if (current != stream) {
                return;
            }
            failures = 0;
            said = Optional.empty();
        }
        opened.run();
    }

    /** One asking, and what comes of it. */
    private final class Stream implements StreamResponseHandler<E> {
        private volatile Optional<StreamEventPublisher<?>> wire = Optional.empty();

        void ask(GreengrassCoreIPCClientV2 client) {
            try {
                var response = request.apply(client, this);
                wire = Optional.of(response.getHandler());
                var unused = response.getResponse().whenComplete((answer, failure) -> {
                    if (failure == null) {
                        succeeded(this);
                    } else {
                        failed(this, SdkErrors.fault(failure, right));
                    }
                });
            } catch (RuntimeException e) {
                failed(this, SdkErrors.fault(e, right));
            }
        }

        void end() {
            try {
                wire.ifPresent(stream -> {
                    var unused = stream.closeStream();
                });
            } catch (RuntimeException e) {
                LOG.debug("{} on {} ends with its connection: {}", right.operation(), right.resource(), e.toString());
            }
        }

        @Override
        public void onStreamEvent(E event) {
            if (!isCurrent(this)) {
                return;
            }
            try {
                events.accept(event);
            } catch (RuntimeException e) {
                LOG.error("an event of {} was of no use: {}", right.operation(), e.toString(), e);
            }
        }

        @Override
        public boolean onStreamError(Throwable failure) {
            failed(this, SdkErrors.fault(failure, right));
            return true;
        }

        @Override
        public void onStreamClosed() {
            failed(this, new Closed("the nucleus has ended the stream"));
        }
    }
}
