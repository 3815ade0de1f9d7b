package io.towersense.agent.uplink;

import io.towersense.agent.outbox.Lane;
import io.towersense.agent.outbox.Outbox;
import io.towersense.agent.outbox.OutboxMessage;
import io.towersense.agent.uplink.PublishOutcome.Accepted;
import io.towersense.agent.uplink.PublishOutcome.Refused;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delivery without its thread: what goes next, what is out, what came back, what rests before it goes again. For one
 * thread at a time.
 */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Outbox outbox;
    private final Uplink uplink;
    private final DeliverySettings settings;
    private final Clock clock;
    private final DeliveryListener listener;
    private final Runnable wake;
    private final SendingRate rate;
    private final Retries retries;
    private final Map<String, OutboxMessage> out = new HashMap<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

    /**
     * A delivery at its beginning.
     *
     * @param wake called, on whatever thread, when an answer has come
     */
    Dispatcher(
            Outbox outbox,
            Uplink uplink,
            DeliverySettings settings,
            Clock clock,
            DeliveryListener listener,
            RandomGenerator jitter,
            Runnable wake) {
        this.outbox = outbox;
        this.uplink = uplink;
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
        this.wake = wake;
        this.rate = new SendingRate(settings.mostPerSecond());
        this.retries = new Retries(settings.shortestRetry(), settings.longestRetry(), jitter);
    }

    /**
     * Works off what has come back and sends what may go.
     *
     * @return after how long something is due, if nothing happens before
     */
    Duration step() {
        settleAnswers();
        if (uplink.state() != UplinkState.CONNECTED) {
            return LONGEST_PAUSE;
        }
        Duration now = clock.monotonic();
        retries.takeDue(now).forEach(outbox::release);
        Duration pause = send(now);
        return retries.next()
                .map(due -> due.minus(now))
                .filter(untilRetry -> untilRetry.compareTo(pause) < 0)
                .orElse(pause);
    }

    /** The uplink is back: what nobody has answered for waits no longer, for it was the line that was at fault. */
    void reconnected() {
        retries.takeUnconfirmed().forEach(outbox::release);
    }

    /** Whether something is out that nobody has answered for yet. */
    boolean isWaiting() {
        return !out.isEmpty();
    }

    /** Works off what has come back. */
    void settleAnswers() {
        for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
            out.remove(answer.message().id());
            settle(answer.message(), answer.outcome());
        }
    }

    /** Sends what may be sent, and says after how long more may be. */
    private Duration send(Duration now) {
        while (out.size() < settings.window()) {
            Duration pause = rate.pause(now);
            if (!pause.isZero()) {
                return pause;
            }
            Optional<OutboxMessage> next = outbox.next(Lane.ALARMS).or(() -> outbox.next(Lane.TELEMETRY));
            if (next.isEmpty()) {
                return LONGEST_PAUSE;
            }
            send(next.get(), now);
        }
        return LONGEST_PAUSE;
    }

    private void send(OutboxMessage message, Duration now) {
        rate.count(now);
        out.put(message.id(), message);
        var unused = uplink.publish(message.lane(), message.payload()).thenAccept(outcome -> {
            answers.add(new Answer(message, outcome));
            wake.run();
        });
    }

    private void settle(OutboxMessage message, PublishOutcome outcome) {
        String id = message.id();
        if (outcome instanceof Accepted) {
            retries.forget(id);
            outbox.delivered(id);
            listener.delivered(message, clock.now());
        } else if (outcome instanceof Refused refused) {
            settleRefusal(message, refused.reason());
        } else if (uplink.state() == UplinkState.CONNECTED) {
            retries.unconfirmed(id, clock.monotonic());
        } else {
            outbox.release(id);
        }
    }

    private void settleRefusal(OutboxMessage message, String reason) {
        String id = message.id();
        outbox.refused(id);
        if (message.refusals() + 1 >= settings.mostRefusals()) {
            LOG.warn("the broker has refused message {} too often ({}): it is set aside", id, reason);
            retries.forget(id);
            outbox.setAside(id, reason);
            listener.setAside(message, reason);
            return;
        }
        LOG.warn("the broker refuses message {}: {}; it goes again", id, reason);
        retries.refused(id, clock.monotonic());
    }

    /** What became of a message. */
    private record Answer(OutboxMessage message, PublishOutcome outcome) {}
}
