package io.towersense.agent.outbox;

import java.time.Duration;
import java.util.Optional;

/**
 * When to commit: at once what is urgent, the first of a group at once too, the rest in groups, a batch when its time has
 * come; and after a failure with growing pauses. Not thread-safe.
 */
final class CommitSchedule {
    private static final Duration SHORTEST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    private final OutboxSettings settings;
    private long nextCommit;
    private Duration retryAfter = Duration.ZERO;
    private Optional<String> problem = Optional.empty();

    CommitSchedule(OutboxSettings settings) {
        this.settings = settings;
    }

    /**
     * When something is to be committed, in nanoseconds of running: the smallest number if at once.
     *
     * @param isWaiting whether there is something that a group would take
     * @param oldestUncut when the oldest reading that is in no message was added
     */
    long due(boolean isUrgent, boolean isWaiting, Optional<Moment> oldestUncut) {
        if (problem.isPresent()) {
            return nextCommit;
        }
        if (isUrgent) {
            return Long.MIN_VALUE;
        }
        long group = isWaiting ? nextCommit : Long.MAX_VALUE;
        return oldestUncut
                .map(added -> added.running() + settings.cutEvery().toNanos())
                .filter(cut -> cut < group)
                .orElse(group);
    }

    void succeeded(Moment now) {
        nextCommit = now.running() + settings.commitEvery().toNanos();
        problem = Optional.empty();
        retryAfter = Duration.ZERO;
    }

    /**
     * The disk takes nothing.
     *
     * @return whether that is news
     */
    boolean failed(String reason, Moment now) {
        boolean isNews = problem.filter(reason::equals).isEmpty();
        problem = Optional.of(reason);
        Duration doubled = retryAfter.isZero() ? SHORTEST_RETRY : retryAfter.multipliedBy(2);
        retryAfter = doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
        nextCommit = now.running() + retryAfter.toNanos();
        return isNews;
    }

    /** Why the disk takes nothing; empty where it does. */
    Optional<String> problem() {
        return problem;
    }
}
