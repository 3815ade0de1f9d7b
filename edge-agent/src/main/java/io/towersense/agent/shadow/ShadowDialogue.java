package io.towersense.agent.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.towersense.agent.configuration.InvalidConfigurationException;
import io.towersense.agent.configuration.OverrideOutcome;
import io.towersense.agent.uplink.Backoff;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reporting without its thread: what is read and written next, and what came back. First what is desired is read,
 * then all is reported; one request is out at a time. For one thread at a time.
 */
final class ShadowDialogue {
    private static final Logger LOG = LoggerFactory.getLogger(ShadowDialogue.class);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final ShadowStore store;
    private final ShadowedAgent agent;
    private final ShadowSettings settings;
    private final Clock clock;
    private final Runnable wake;
    private final Backoff backoff;
    private final Queue<Runnable> answers = new ConcurrentLinkedQueue<>();
    private boolean isOut;
    private boolean isReadWanted = true;
    private int failures;
    private Optional<Duration> notBefore = Optional.empty();
    private Optional<Duration> readAt = Optional.empty();
    private Optional<Duration> updatedAt = Optional.empty();
    private Optional<DesiredState> desired = Optional.empty();
    private JsonNode storedReport = ShadowJson.object();
    private String gist = "";

    /**
     * A dialogue at its beginning.
     *
     * @param wake called, on whatever thread, when an answer has come
     */
    ShadowDialogue(
            ShadowStore store,
            ShadowedAgent agent,
            ShadowSettings settings,
            Clock clock,
            RandomGenerator jitter,
            Runnable wake) {
        this.store = store;
        this.agent = agent;
        this.settings = settings;
        this.clock = clock;
        this.wake = wake;
        this.backoff = new Backoff(settings.shortestRetry(), settings.longestRetry(), jitter);
    }

    /** What is desired may have changed. */
    void desiredChanged() {
        isReadWanted = true;
    }

    /** The way to the shadow is back: nothing waits any longer for that, and what is desired may have changed. */
    void reconnected() {
        failures = 0;
        // The subscriptions go out at this very moment; an answer that overtakes them is not heard.
        notBefore = Optional.of(clock.monotonic().plus(settings.readPause()));
        isReadWanted = true;
    }

    /** Another configuration lies under what is desired: the agent is asked again what it makes of it. */
    void configurationChanged() {
        desired = desired.map(state -> judged(state.json(), state.version()));
    }

    /**
     * Works off what has come back, and asks or tells what is due.
     *
     * @return after how long something is due, if nothing happens before
     */
    Duration step() {
        for (Runnable answer = answers.poll(); answer != null; answer = answers.poll()) {
            answer.run();
        }
        if (isOut) {
            return LONGEST_PAUSE;
        }
        Duration untilRetry = until(notBefore);
        if (isLater(untilRetry)) {
            return untilRetry;
        }
        Duration untilRead = isReadWanted ? until(readAt, settings.readPause()) : until(readAt, settings.reportEvery());
        if (!isLater(untilRead)) {
            read();
            return LONGEST_PAUSE;
        }
        Duration untilReport = report();
        return isOut ? LONGEST_PAUSE : shorter(untilRead, untilReport);
    }

    private void read() {
        isReadWanted = false;
        readAt = Optional.of(clock.monotonic());
        send(store.get(), this::received, "read");
    }

    /** Reports what is to be reported, or says after how long it may be. */
    private Duration report() {
        Duration untilAllowed = until(updatedAt, settings.leastPause());
        if (desired.isEmpty() || isLater(untilAllowed)) {
            return desired.isEmpty() ? LONGEST_PAUSE : untilAllowed;
        }
        ReportedState next = ReportedState.of(agent.status(), agent.configuration(), desired.get());
        if (!next.covers(storedReport)) {
            send(store.update(ReportedState.nothing()), done -> emptied(), "written");
            return LONGEST_PAUSE;
        }
        String nextGist = next.gist();
        Duration untilDue = nextGist.equals(gist) ? until(updatedAt, settings.reportEvery()) : Duration.ZERO;
        if (isLater(untilDue)) {
            return shorter(untilDue, settings.lookEvery());
        }
        updatedAt = Optional.of(clock.monotonic());
        send(store.update(next.update()), done -> reported(nextGist), "written");
        return LONGEST_PAUSE;
    }

    private void emptied() {
        storedReport = ShadowJson.object();
        gist = "";
    }

    /** Only now is all well again: a shadow that can be read may still take no report. */
    private void reported(String newGist) {
        gist = newGist;
        failures = 0;
    }

    private void received(Optional<byte[]> document) {
        ObjectNode shadow = document.map(ShadowJson::parse).orElseGet(ShadowJson::object);
        JsonNode state = shadow.path("state");
        storedReport = state.path("reported");
        JsonNode wanted = state.hasNonNull("desired") ? state.path("desired") : ShadowJson.object();
        if (desired.filter(known -> known.json().equals(wanted)).isEmpty()) {
            desired = Optional.of(judged(wanted, shadow.path("version").asLong()));
        }
    }

    private DesiredState judged(JsonNode wanted, long version) {
        DesiredState judged = new DesiredState(wanted, version, outcome(wanted));
        if (judged.outcome() instanceof OverrideOutcome.Refused refused) {
            LOG.warn(
                    "what the shadow desires is refused, none of it is in force that was not before: {}",
                    refused.problems().get(0).message());
        } else if (!wanted.isEmpty()) {
            LOG.info("what the shadow desires is in force");
        }
        return judged;
    }

    private OverrideOutcome outcome(JsonNode wanted) {
        try {
            return agent.override(ShadowJson.bytes(wanted));
        } catch (RuntimeException e) {
            LOG.error("what the shadow desires cannot be put in force: {}", e.toString(), e);
            return new OverrideOutcome.Refused(
                    List.of(InvalidConfigurationException.problem("", "cannot be put in force: " + e.getMessage())));
        }
    }

    private <T> void send(CompletableFuture<T> request, Settlement<T> settlement, String verb) {
        isOut = true;
        var unused = request.whenComplete((answer, failure) -> {
            answers.add(() -> settle(answer, failure, settlement, verb));
            wake.run();
        });
    }

    private <T> void settle(T answer, @Nullable Throwable failure, Settlement<T> settlement, String verb) {
        isOut = false;
        try {
            if (failure != null) {
                throw failure instanceof CompletionException wrapped && wrapped.getCause() != null
                        ? new ShadowException(String.valueOf(wrapped.getCause().getMessage()))
                        : new ShadowException(String.valueOf(failure.getMessage()));
            }
            settlement.settle(answer);
        } catch (ShadowException e) {
            failed(verb, e);
        }
    }

    private void failed(String verb, ShadowException e) {
        failures++;
        // A question is small: where a nucleus keeps what it cannot send, reports are not to fill its spool.
        isReadWanted = true;
        notBefore = Optional.of(clock.monotonic().plus(backoff.after(failures)));
        if (failures == 1) {
            LOG.info("the shadow could not be {}: {}; tried again until it is", verb, e.getMessage());
        } else {
            LOG.debug("the shadow could not be {}: {}", verb, e.getMessage());
        }
    }

    private Duration until(Optional<Duration> since, Duration pause) {
        return until(since.map(pause::plus));
    }

    private Duration until(Optional<Duration> moment) {
        return moment.map(then -> then.minus(clock.monotonic())).orElse(Duration.ZERO);
    }

    private static boolean isLater(Duration pause) {
        return pause.compareTo(Duration.ZERO) > 0;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** What to do with an answer. */
    private interface Settlement<T> {
        void settle(T answer);
    }
}
