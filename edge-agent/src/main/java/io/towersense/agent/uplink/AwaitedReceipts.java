package io.towersense.agent.uplink;

import io.towersense.agent.outbox.Lane;
import io.towersense.agent.outbox.OutboxMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Messages that were sent and whose receipt has not come. Each goes again after a while, unless the cloud is silent
 * altogether: then one message after another asks whether it is back, for what was spooled meanwhile is not lost. For one
 * thread at a time.
 */
final class AwaitedReceipts {
    private final ReceiptSettings settings;
    private final Backoff backoff;
    private final RandomGenerator jitter;
    private final Map<String, Awaited> awaited = new HashMap<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private @Nullable Duration lastReceipt;

    AwaitedReceipts(ReceiptSettings settings, RandomGenerator jitter) {
        this.settings = settings;
        this.backoff = new Backoff(settings.shortestWait(), settings.longestWait(), jitter);
        this.jitter = jitter;
    }

    /** Whether another message of the lane may be sent beside those that are out. */
    boolean hasRoom(Lane lane, Collection<OutboxMessage> out) {
        Stream<OutboxMessage> all =
                Stream.concat(out.stream(), awaited.values().stream().map(Awaited::message));
        return all.filter(message -> message.lane() == lane).count() < settings.mostAwaited();
    }

    int size() {
        return awaited.size();
    }

    /** The message is on its way. */
    void sent(OutboxMessage message, Duration now) {
        int attempt = attempts.merge(message.id(), 1, Integer::sum);
        awaited.put(message.id(), new Awaited(message, now, now.plus(backoff.after(attempt)), false));
    }

    /**
     * A receipt came, whether for one of these or not.
     *
     * @return the message, if it was awaited
     */
    Optional<OutboxMessage> answered(String id, Duration now) {
        boolean wasSilent = lastReceipt == null || now.minus(lastReceipt).compareTo(settings.shortestWait()) > 0;
        lastReceipt = now;
        attempts.remove(id);
        Optional<OutboxMessage> message =
                Optional.ofNullable(awaited.remove(id)).map(Awaited::message);
        if (wasSilent) {
            // The cloud is back, or its receipts are: nobody waits out the long pauses of the silence.
            awaited.replaceAll((same, one) -> one.dueBy(now.plus(soon())));
        }
        return message;
    }

    /** The connection is a new one: with the old one messages may have gone, and receipts. */
    void reconnected(Duration now) {
        awaited.replaceAll((id, one) -> one.dueBy(now.plus(soon())).lost());
    }

    /** Messages that are to go again now, alarms first, the oldest first. */
    List<Overdue> takeDue(Duration now) {
        List<Awaited> due = awaited.values().stream()
                .filter(one -> one.due().compareTo(now) <= 0)
                .sorted(Comparator.comparing((Awaited one) -> one.message().lane())
                        .thenComparing(one -> one.message().sequence()))
                .toList();
        List<Overdue> taken = new ArrayList<>();
        boolean isProbed = false;
        for (Awaited one : due) {
            boolean isAnswered = lastReceipt != null && lastReceipt.compareTo(one.sentAt()) > 0;
            if (isAnswered || one.isLost() || !isProbed) {
                awaited.remove(one.message().id());
                taken.add(new Overdue(one.message(), isAnswered && !one.isLost()));
                isProbed = true;
            } else {
                awaited.put(one.message().id(), one.dueAt(now.plus(backoff.after(attempts(one)))));
            }
        }
        return taken;
    }

    /** The message needs no receipt any more. */
    void forget(String id) {
        attempts.remove(id);
        awaited.remove(id);
    }

    /** When the next message is to go again. */
    Optional<Duration> next() {
        return awaited.values().stream().map(Awaited::due).min(Duration::compareTo);
    }

    private int attempts(Awaited one) {
        return attempts.getOrDefault(one.message().id(), 1);
    }

    private Duration soon() {
        return Duration.ofNanos(jitter.nextLong(settings.shortestWait().toNanos()) + 1);
    }

    /**
     * A message that is to go again.
     *
     * @param othersWereAnswered whether the cloud has answered others since this one was sent, so that it is the message
     *     that it has trouble with
     */
    record Overdue(OutboxMessage message, boolean othersWereAnswered) {}

    /** @param isLost whether the connection over which it was sent is gone */
    private record Awaited(OutboxMessage message, Duration sentAt, Duration due, boolean isLost) {
        Awaited dueAt(Duration time) {
            return new Awaited(message, sentAt, time, isLost);
        }

        Awaited dueBy(Duration time) {
            return due.compareTo(time) > 0 ? dueAt(time) : this;
        }

        Awaited lost() {
            return new Awaited(message, sentAt, due, true);
        }
    }
}
