package io.towersense.agent.uplink;

import io.towersense.agent.outbox.Lane;
import io.towersense.agent.outbox.Outbox;
import io.towersense.agent.outbox.OutboxMessage;
import io.towersense.agent.uplink.AwaitedReceipts.Overdue;
import io.towersense.agent.uplink.PublishOutcome.Accepted;
import io.towersense.agent.uplink.PublishOutcome.Held;
import io.towersense.agent.uplink.PublishOutcome.Refused;
import io.towersense.agent.uplink.PublishOutcome.Unconfirmed;
import io.towersense.telemetry.message.Receipt;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
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
    private final LaneTopics topics;
    private final DeliverySettings settings;
    private final Clock clock;
    private final DeliveryListener listener;
    private final Runnable wake;
    private final SendingRate rate;
    private final Retries retries;
    private final Optional<AwaitedReceipts> awaited;
    private final Map<String, OutboxMessage> out = new HashMap<>();
    private final Map<String, Receipt> early = new HashMap<>();
    private final List<OutboxMessage> again = new ArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private String said = "";
    private final Map<Lane, Duration> heldUntil = new EnumMap<>(Lane.class);

    /**
     * A delivery at its beginning.
     *
     * @param wake called, on whatever thread, when an answer has come
     */
    Dispatcher(
            Outbox outbox,
            Uplink uplink,
            LaneTopics topics,
            DeliverySettings settings,
            Clock clock,
            DeliveryListener listener,
            RandomGenerator jitter,
            Runnable wake) {
        this.outbox = outbox;
        this.uplink = uplink;
        this.topics = topics;
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
        this.wake = wake;
        this.rate = new SendingRate(settings.mostPerSecond());
        this.retries = new Retries(new Backoff(settings.shortestRetry(), settings.longestRetry(), jitter));
        this.awaited = settings.receipts().map(waits -> new AwaitedReceipts(waits, jitter));
    }

    /**
     * Works off what has come back and sends what may go.
     *
     * @return after how long something is due, if nothing happens before
     */
    Duration step() {
        settleAnswers();
        if (!uplink.state().isUp()) {
            return LONGEST_PAUSE;
        }
        Duration now = clock.monotonic();
        heldUntil.values().removeIf(until -> until.compareTo(now) <= 0);
        retries.takeDue(now).forEach(outbox::release);
        awaited.ifPresent(receipts -> receipts.takeDue(now).forEach(this::sendAgain));
        Duration pause = send(now);
        return Stream.of(
                        retries.next().stream(),
                        awaited.flatMap(AwaitedReceipts::next).stream(),
                        heldUntil.values().stream())
                .flatMap(times -> times)
                .map(due -> due.minus(now))
                .reduce(pause, (one, other) -> one.compareTo(other) < 0 ? one : other);
    }

    /** The uplink is back: what nobody has answered for waits no longer, for it was the line that was at fault. */
    void reconnected() {
        heldUntil.clear();
        retries.takeUnconfirmed().forEach(outbox::release);
        awaited.ifPresent(receipts -> receipts.reconnected(clock.monotonic()));
    }

    /** Whether something is out that nobody has answered for yet. */
    boolean isWaiting() {
        return !out.isEmpty();
    }

    /** How it stands with receipts, on the boot clock; empty where they do not count. */
    Optional<ReceiptTimes> receipts() {
        return awaited.map(receipts ->
                new ReceiptTimes(receipts.size() + again.size(), receipts.silentSince(), receipts.lastReceipt()));
    }

    /** A receipt came; where receipts do not count, it does nothing. */
    void receipt(Receipt receipt) {
        if (awaited.isEmpty()) {
            return;
        }
        Duration now = clock.monotonic();
        String id = receipt.id();
        Optional<OutboxMessage> message = awaited.get()
                .answered(id, now)
                .or(() -> again.stream()
                        .filter(waiting -> waiting.id().equals(id))
                        .findFirst());
        if (message.isPresent()) {
            again.remove(message.get());
            deliver(message.get(), receipt);
        } else if (out.containsKey(id)) {
            early.put(id, receipt);
        } else {
            // A second receipt, or one for a message of an earlier run that waits to go again or was set aside.
            outbox.delivered(id);
        }
    }

    /** Works off what has come back. */
    void settleAnswers() {
        for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
            OutboxMessage message = answer.message();
            out.remove(message.id());
            Receipt receipt = early.remove(message.id());
            if (receipt != null) {
                deliver(message, receipt);
            } else {
                settle(message, answer.outcome());
            }
        }
    }

    /** Sends what may be sent, and says after how long more may be. */
    private Duration send(Duration now) {
        while (out.size() < window()) {
            Duration pause = rate.pause(now);
            if (!pause.isZero()) {
                return pause;
            }
            Optional<OutboxMessage> next = next(Lane.ALARMS).or(() -> next(Lane.TELEMETRY));
            if (next.isEmpty()) {
                return LONGEST_PAUSE;
            }
            send(next.get(), now);
        }
        return LONGEST_PAUSE;
    }

    /** While nothing is taken, one message finds out whether it is again. */
    private int window() {
        return uplink.state() == UplinkState.HELD ? 1 : settings.window();
    }

    private Optional<OutboxMessage> next(Lane lane) {
        if (heldUntil.containsKey(lane)) {
            return Optional.empty();
        }
        Optional<OutboxMessage> waiting = again.stream()
                .filter(message -> message.lane() == lane)
                .min(Comparator.comparingLong(OutboxMessage::sequence));
        if (waiting.isPresent()) {
            again.remove(waiting.get());
            return waiting;
        }
        return awaited.isEmpty() || awaited.get().hasRoom(lane, out.values()) ? outbox.next(lane) : Optional.empty();
    }

    private void send(OutboxMessage message, Duration now) {
        rate.count(now);
        out.put(message.id(), message);
        var unused = uplink.publish(topics.of(message.lane()), message.payload())
                .thenAccept(outcome -> {
                    answers.add(new Answer(message, outcome));
                    wake.run();
                });
    }

    private void settle(OutboxMessage message, PublishOutcome outcome) {
        if (outcome instanceof Unconfirmed unconfirmed) {
            say(unconfirmed.reason());
        }
        if (outcome instanceof Refused refused) {
            settleRefusal(message, refused.reason());
        } else if (outcome instanceof Held held) {
            heldUntil.put(message.lane(), clock.monotonic().plus(held.pause()));
            outbox.release(message.id());
        } else if (awaited.isPresent()) {
            // Whether or not the other side said that it has the message: only the receipt counts.
            retries.forget(message.id());
            awaited.get().sent(message, outcome instanceof Accepted, clock.monotonic());
        } else if (outcome instanceof Accepted) {
            deliver(message);
        } else if (uplink.state() == UplinkState.CONNECTED) {
            retries.unconfirmed(message.id(), clock.monotonic());
        } else {
            outbox.release(message.id());
        }
    }

    /** Says why messages are not confirmed, once until there is another reason; of the connection the uplink tells. */
    private void say(String reason) {
        if (uplink.state().isUp() && !reason.equals(said)) {
            LOG.warn("messages are not confirmed, and go again: {}", reason);
            said = reason;
        }
    }

    private void settleRefusal(OutboxMessage message, String reason) {
        if (isGivenUp(message, reason)) {
            return;
        }
        LOG.warn("the broker refuses message {}: {}; it goes again", message.id(), reason);
        retries.refused(message.id(), clock.monotonic());
    }

    private void sendAgain(Overdue overdue) {
        OutboxMessage message = overdue.message();
        if (!overdue.othersWereAnswered()) {
            sendAgain(message);
        } else if (!isGivenUp(message, "the cloud gives no receipt for it, and gives it for others")) {
            LOG.debug("message {} has no receipt yet, others have; it goes again", message.id());
            sendAgain(message.refusedMore(1));
        }
    }

    /** An alarm is at hand; a batch is the outbox's to give once more, in its old place. */
    private void sendAgain(OutboxMessage message) {
        if (message.lane() == Lane.ALARMS) {
            again.add(message);
        } else {
            outbox.release(message.id());
        }
    }

    /** Counts a failure that is the message's own, and sets it aside where there were too many. */
    private boolean isGivenUp(OutboxMessage message, String reason) {
        String id = message.id();
        outbox.refused(id);
        if (message.refusals() + 1 < settings.mostRefusals()) {
            return false;
        }
        LOG.warn("message {} is set aside: {}", id, reason);
        retries.forget(id);
        awaited.ifPresent(receipts -> receipts.forget(id));
        outbox.setAside(id, reason);
        listener.setAside(message, reason);
        return true;
    }

    private void deliver(OutboxMessage message, Receipt receipt) {
        if (receipt.quarantined() > 0) {
            LOG.warn(
                    "the cloud has put {} of message {} into quarantine and stored {}",
                    receipt.quarantined(),
                    message.id(),
                    receipt.stored());
        }
        deliver(message);
    }

    private void deliver(OutboxMessage message) {
        retries.forget(message.id());
        outbox.delivered(message.id());
        listener.delivered(message, clock.now());
    }

    /** What became of a message. */
    private record Answer(OutboxMessage message, PublishOutcome outcome) {}
}
