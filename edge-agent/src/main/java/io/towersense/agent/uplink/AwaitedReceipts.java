package io.towersense.agent.uplink;

import io.towersense.agent.outbox.Lane;
import io.towersense.agent.outbox.OutboxMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Messages that were sent and whose receipt has not come. Each goes again after a while, unless the cloud is silent
 * altogether: then one message after another asks whether it is back, for what was spooled meanwhile is not lost. For one
 * thread at a time.
 */
final class AwaitedReceipts {
    private static final Duration NEVER = Duration.ofDays(36_500);

    /** Longer than that no message is in a spool and nowhere else, as far as it matters. */
    private static final Duration LONGEST_IN_MEMORY = Duration.ofHours(1);

    private final ReceiptSettings settings;
    private final Backoff backoff;
    private final RandomGenerator jitter;
    private final Map<String, Awaited> awaited = new HashMap<>();
    private final Map<String, Integer> attempts = new HashMap<>();
    private @Nullable Duration lastReceipt;
    private final Map<Lane, Integer> waiting = new EnumMap<>(Lane.class);
    private Duration earliest = NEVER;
    private Duration silentSince = Duration.ZERO;
    private Duration nextProbe = Duration.ZERO;
    private int probes;

    AwaitedReceipts(ReceiptSettings settings, RandomGenerator jitter) {
        this.settings = settings;
        this.backoff = new Backoff(settings.shortestWait(), settings.longestWait(), jitter);
        this.jitter = jitter;
    }

    /** Whether another message may be sent beside those that are out. */
    boolean hasRoom(Lane lane, Collection<OutboxMessage> out) {
        long inLane = out.stream().filter(message -> message.lane() == lane).count();
        return inLane + waiting.getOrDefault(lane, 0) < settings.mostAwaited();
    }

    int size() {
        return awaited.size();
    }

    /** When the last receipt came. */
    Optional<Duration> lastReceipt() {
        return Optional.ofNullable(lastReceipt);
    }

    /** Since when the cloud could have given a receipt and gave none. */
    Duration silentSince() {
        return silentSince;
    }

    /**
     * The message is on its way, or may be.
     *
     * @param isAccepted whether the other side has said that it has it
     */
    void sent(OutboxMessage message, boolean isAccepted, Duration now) {
        if (attempts.isEmpty()) {
            silentSince = now;
        }
        int attempt = attempts.merge(message.id(), 1, Integer::sum);
        // A batch is large, and the outbox has it; of an alarm more is told when its receipt comes.
        OutboxMessage kept = message.lane() == Lane.ALARMS ? message : message.withoutPayload();
        put(new Awaited(kept, now, now.plus(backoff.after(attempt)), isAccepted, false));
    }

    /**
     * A receipt came, whether for one of these or not.
     *
     * @return the message, if it was awaited
     */
    Optional<OutboxMessage> answered(String id, Duration now) {
        boolean wasSilent = lastReceipt == null || now.minus(lastReceipt).compareTo(settings.shortestWait()) > 0;
        lastReceipt = now;
        silentSince = now;
        probes = 0;
        nextProbe = Duration.ZERO;
        attempts.remove(id);
        Optional<OutboxMessage> message = remove(id).map(Awaited::message);
        if (wasSilent) {
            // The cloud is back, or its receipts are: nobody waits out the long pauses of the silence.
            hurry(now, one -> one.dueBy(now.plus(soon())));
        }
        return message;
    }

    /** The connection is a new one: with the old one went what was in its other side's memory, and receipts. */
    void reconnected(Duration now) {
        hurry(
                now,
                one -> now.minus(one.sentAt()).compareTo(LONGEST_IN_MEMORY) < 0
                        ? one.dueBy(now.plus(soon())).lost()
                        : one);
    }

    /** Messages that are to go again now, alarms first, the oldest first. */
    List<Overdue> takeDue(Duration now) {
        if (earliest.compareTo(now) > 0) {
            return List.of();
        }
        List<Awaited> due = awaited.values().stream()
                .filter(one -> one.due().compareTo(now) <= 0)
                .sorted(Comparator.comparing((Awaited one) -> one.message().lane())
                        .thenComparing(one -> one.message().sequence()))
                .toList();
        List<Overdue> taken = new ArrayList<>();
        for (Awaited one : due) {
            boolean isAnswered = lastReceipt != null && lastReceipt.compareTo(one.sentAt()) > 0;
            boolean isProbe = !isAnswered && !one.isLost();
            if (isProbe && nextProbe.compareTo(now) > 0) {
                put(one.dueAt(nextProbe));
                continue;
            }
            if (isProbe) {
                probes++;
                nextProbe = now.plus(backoff.after(probes));
            }
            remove(one.message().id());
            taken.add(new Overdue(one.message(), isAnswered && !one.isLost() && one.isAccepted()));
        }
        earliest = awaited.values().stream()
                .map(Awaited::due)
                .min(Duration::compareTo)
                .orElse(NEVER);
        return taken;
    }

    /** The message needs no receipt any more. */
    void forget(String id) {
        attempts.remove(id);
        remove(id);
    }

    /** When the next message is to go again, or an earlier time. */
    Optional<Duration> next() {
        return awaited.isEmpty() ? Optional.empty() : Optional.of(earliest);
    }

    private void put(Awaited one) {
        if (awaited.put(one.message().id(), one) == null) {
            waiting.merge(one.message().lane(), 1, Integer::sum);
        }
        earliest = earliest.compareTo(one.due()) < 0 ? earliest : one.due();
    }

    private Optional<Awaited> remove(String id) {
        Optional<Awaited> removed = Optional.ofNullable(awaited.remove(id));
        removed.ifPresent(one -> waiting.merge(one.message().lane(), -1, Integer::sum));
        return removed;
    }

    private void hurry(Duration now, UnaryOperator<Awaited> change) {
        awaited.replaceAll((id, one) -> change.apply(one));
        earliest = now;
    }

    private Duration soon() {
        return Duration.ofNanos(jitter.nextLong(settings.shortestWait().toNanos()) + 1);
    }

    /**
     * A message that is to go again; of a batch, the payload is in the outbox alone.
     *
     * @param othersWereAnswered whether the cloud has answered others since this one was sent, so that it is the message
     *     that it has trouble with
     */
    record Overdue(OutboxMessage message, boolean othersWereAnswered) {}

    /**
     * A message without its receipt.
     *
     * @param isAccepted whether the other side has said that it has it
     * @param isLost whether the connection over which it was sent is gone
     */
    private record Awaited(OutboxMessage message, Duration sentAt, Duration due, boolean isAccepted, boolean isLost) {
        Awaited dueAt(Duration time) {
            return new Awaited(message, sentAt, time, isAccepted, isLost);
        }

        Awaited dueBy(Duration time) {
            return due.compareTo(time) > 0 ? dueAt(time) : this;
        }

        Awaited lost() {
            return new Awaited(message, sentAt, due, isAccepted, true);
        }
    }
}
