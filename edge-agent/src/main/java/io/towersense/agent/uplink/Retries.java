package io.towersense.agent.uplink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Messages that are to go again, each after a pause that doubles from attempt to attempt, drawn from half of it to all of
 * it. Not thread-safe.
 */
final class Retries {
    private static final int MOST_DOUBLINGS = 30;

    private final Duration shortest;
    private final Duration longest;
    private final RandomGenerator jitter;
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Map<String, Duration> due = new HashMap<>();

    Retries(Duration shortest, Duration longest, RandomGenerator jitter) {
        this.shortest = shortest;
        this.longest = longest;
        this.jitter = jitter;
    }

    /** The message is to go again, after a pause. */
    void schedule(String id, Duration now) {
        int attempt = attempts.merge(id, 1, Integer::sum);
        long ceiling = longest.toNanos();
        if (attempt <= MOST_DOUBLINGS) {
            ceiling = Math.min(ceiling, saturatedDouble(shortest.toNanos(), attempt - 1));
        }
        long half = ceiling / 2;
        due.put(id, now.plusNanos(half + jitter.nextLong(ceiling - half + 1)));
    }

    /** The messages whose pause is over. */
    List<String> takeDue(Duration now) {
        List<String> over = new ArrayList<>();
        due.forEach((id, time) -> {
            if (time.compareTo(now) <= 0) {
                over.add(id);
            }
        });
        over.forEach(due::remove);
        return over;
    }

    /** All that wait, whatever their pause: as after a reconnect. */
    List<String> takeAll() {
        List<String> all = List.copyOf(due.keySet());
        due.clear();
        return all;
    }

    /** The message needs no more attempts. */
    void forget(String id) {
        attempts.remove(id);
        due.remove(id);
    }

    /** When the next pause is over. */
    Optional<Duration> next() {
        return due.values().stream().min(Duration::compareTo);
    }

    private static long saturatedDouble(long value, int times) {
        return value > Long.MAX_VALUE >> times ? Long.MAX_VALUE : value << times;
    }
}
