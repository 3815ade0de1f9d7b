package io.towersense.agent.outbox;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Which messages are out, and what became of those that were. Not thread-safe. */
final class InFlight {
    private final Map<String, Out> out = new HashMap<>();
    private final Queue alarms = new Queue();
    private final Queue telemetry = new Queue();
    private final Map<String, Integer> delivered = new LinkedHashMap<>();
    private final Map<String, Integer> refused = new LinkedHashMap<>();
    private final Map<String, String> aside = new LinkedHashMap<>();

    /** The sequence number from which on to look for the lane's next message. */
    long from(Lane lane) {
        Queue queue = queue(lane);
        return queue.released.isEmpty() ? queue.last + 1 : queue.released.first();
    }

    /**
     * The lane's next message was found.
     *
     * @return whether it goes out; false where the same bytes are out already, or settled
     */
    boolean take(StoredMessage message) {
        Queue queue = queue(message.lane());
        queue.released.headSet(message.sequence(), true).clear();
        queue.last = Math.max(queue.last, message.sequence());
        if (delivered.containsKey(message.id()) || aside.containsKey(message.id())) {
            return false;
        }
        return out.putIfAbsent(message.id(), new Out(message.lane(), message.sequence(), message.readings())) == null;
    }

    /** There is no message in the lane from {@link #from} on. */
    void exhausted(Lane lane) {
        queue(lane).released.clear();
    }

    /** Whether the message is out, or was delivered, which is not written down yet. */
    boolean isOut(String id) {
        return out.containsKey(id) || delivered.containsKey(id);
    }

    void delivered(String id) {
        Optional<Out> message = Optional.ofNullable(out.remove(id));
        delivered.put(id, message.map(Out::readings).orElse(0));
    }

    void refused(String id) {
        refused.merge(id, 1, Integer::sum);
    }

    void release(String id) {
        Optional.ofNullable(out.remove(id))
                .ifPresent(message -> queue(message.lane()).released.add(message.sequence()));
    }

    void setAside(String id, String reason) {
        out.remove(id);
        aside.put(id, reason);
    }

    /** Refusals that are not written down yet. */
    int refusals(String id) {
        return refused.getOrDefault(id, 0);
    }

    /** Readings in messages that were delivered, which is not written down yet. */
    long unsettledReadings() {
        return delivered.values().stream().mapToLong(Integer::longValue).sum();
    }

    /** Messages whose end is not written down yet, by what became of them. */
    int unsettled() {
        return delivered.size() + refused.size() + aside.size();
    }

    boolean hasAside() {
        return !aside.isEmpty();
    }

    Settlement settlement() {
        return new Settlement(delivered, refused, aside);
    }

    /** That much is written down. */
    void settled(Settlement settlement) {
        delivered.keySet().removeAll(settlement.delivered().keySet());
        aside.keySet().removeAll(settlement.aside().keySet());
        settlement
                .refused()
                .forEach((id, count) ->
                        refused.computeIfPresent(id, (same, now) -> now > count ? Integer.valueOf(now - count) : null));
    }

    private Queue queue(Lane lane) {
        return lane == Lane.ALARMS ? alarms : telemetry;
    }

    private record Out(Lane lane, long sequence, int readings) {}

    /** How far a lane has been read, and what came back. */
    private static final class Queue {
        private final TreeSet<Long> released = new TreeSet<>();
        private long last;
    }
}
