package io.towersense.agent.uplink;

import io.towersense.agent.loop.Loop;
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
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop that moves messages from the outbox over the uplink, alarms first: a bounded window of them out at a time, so
 * many a second at most. What the broker acknowledges is delivered. What it refuses goes again after a pause, and is set
 * aside when it was refused too often; what nobody has answered for goes again byte for byte. All decisions are taken on
 * the loop's own thread.
 */
public final class Delivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final Duration FOR_THE_STEP_UNDER_WAY = Duration.ofSeconds(5);

    private final Outbox outbox;
    private final Uplink uplink;
    private final DeliverySettings settings;
    private final Clock clock;
    private final DeliveryListener listener;
    private final SendingRate rate;
    private final Retries retries;
    private final Map<String, OutboxMessage> out = new HashMap<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final CountDownLatch drained = new CountDownLatch(1);
    private volatile boolean isReconnected;
    private volatile boolean isDraining;
    private final Loop loop;

    private Delivery(Outbox outbox, Uplink uplink, DeliverySettings settings, Clock clock, DeliveryListener listener) {
        this.outbox = outbox;
        this.uplink = uplink;
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
        this.rate = new SendingRate(settings.mostPerSecond());
        this.retries = new Retries(settings.shortestRetry(), settings.longestRetry(), new SplittableRandom());
        this.loop = Loop.start("delivery", this::step);
    }

    /** Starts the uplink and the loop. The outbox stays the caller's to close, after this; the uplink is closed here. */
    public static Delivery start(
            Outbox outbox, Uplink uplink, DeliverySettings settings, Clock clock, DeliveryListener listener) {
        Delivery delivery = new Delivery(outbox, uplink, settings, clock, listener);
        outbox.onMessages(delivery.loop::wake);
        uplink.start(delivery::uplinkChanged);
        return delivery;
    }

    /** Takes no more messages, waits a bounded time for what is out, and closes the uplink. */
    @Override
    public void close() {
        isDraining = true;
        loop.wake();
        try {
            if (!drained.await(settings.drain().toNanos(), TimeUnit.NANOSECONDS)) {
                LOG.info("some messages are unanswered; they go again at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        uplink.close();
        loop.stop(FOR_THE_STEP_UNDER_WAY);
        settleAnswers();
    }

    private void uplinkChanged(UplinkState state, String reason) {
        if (state == UplinkState.CONNECTED) {
            isReconnected = true;
        }
        listener.uplinkChanged(state, reason);
        loop.wake();
    }

    private Duration step() {
        settleAnswers();
        if (isDraining) {
            if (out.isEmpty()) {
                drained.countDown();
            }
            return LONGEST_PAUSE;
        }
        if (uplink.state() != UplinkState.CONNECTED) {
            return LONGEST_PAUSE;
        }
        Duration now = clock.monotonic();
        releaseWhatIsDue(now);
        Duration pause = send(now);
        Duration untilRetry = retries.next().map(due -> due.minus(now)).orElse(LONGEST_PAUSE);
        return shorter(pause, untilRetry.isNegative() ? Duration.ZERO : untilRetry);
    }

    /** After a reconnect nothing waits for its pause: it was the line that was at fault. */
    private void releaseWhatIsDue(Duration now) {
        if (isReconnected) {
            isReconnected = false;
            retries.takeAll().forEach(outbox::release);
        } else {
            retries.takeDue(now).forEach(outbox::release);
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
            loop.wake();
        });
    }

    private void settleAnswers() {
        for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
            out.remove(answer.message().id());
            settle(answer.message(), answer.outcome());
        }
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
            retries.schedule(id, clock.monotonic());
        } else {
            outbox.release(id);
        }
    }

    private void settleRefusal(OutboxMessage message, String reason) {
        String id = message.id();
        outbox.refused(id);
        if (message.refusals() + 1 >= settings.mostRefusals()) {
            retries.forget(id);
            outbox.setAside(id, reason);
            listener.setAside(message, reason);
            return;
        }
        LOG.warn("the broker refuses message {}: {}; it goes again", id, reason);
        retries.schedule(id, clock.monotonic());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** What became of a message. */
    private record Answer(OutboxMessage message, PublishOutcome outcome) {}
}
