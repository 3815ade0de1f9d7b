package io.towersense.agent.uplink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Messages that are to go again, each after a pause that grows from attempt to attempt. Not thread-safe. */
final class Retries {
    private final Backoff backoff;
    private final Map<String, Integer> attempts = new HashMap<>();
    private final Map<String, Duration> due = new HashMap<>();
    private final Set<String> refused = new HashSet<>();

    Retries(Backoff backoff) {
        this.backoff = backoff;
    }

    /** Nobody has answered for the message: it is to go again, after a pause. */
    void unconfirmed(String id, Duration now) {
        refused.remove(id);
        schedule(id, now);
    }

    /** The broker refused the message: it is to go again, after a pause that nothing shortens. */
    void refused(String id, Duration now) {
        refused.add(id);
        schedule(id, now);
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

    /** The messages that nobody has answered for, whatever their pause: as after a reconnect. */
    List<String> takeUnconfirmed() {
        List<String> all =
                due.keySet().stream().filter(id -> !refused.contains(id)).toList();
        all.forEach(due::remove);
        return all;
    }

    /** The message needs no more attempts. */
    void forget(String id) {
        attempts.remove(id);
        refused.remove(id);
        due.remove(id);
    }

    /** When the next pause is over. */
    Optional<Duration> next() {
        return due.values().stream().min(Duration::compareTo);
    }

    private void schedule(String id, Duration now) {
        int attempt = attempts.merge(id, 1, Integer::sum);
        due.put(id, now.plus(backoff.after(attempt)));
    }
}
