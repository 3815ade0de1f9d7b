package io.towersense.agent.uplink;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** At most so many in any one second, wherever that second begins. Not thread-safe. */
final class SendingRate {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final int mostPerSecond;
    private final Deque<Duration> sent = new ArrayDeque<>();

    SendingRate(int mostPerSecond) {
        this.mostPerSecond = mostPerSecond;
    }

    /** How long to wait before the next one; zero if it may go now. */
    Duration pause(Duration now) {
        while (!sent.isEmpty() && now.minus(sent.getFirst()).compareTo(SECOND) >= 0) {
            sent.removeFirst();
        }
        return sent.size() < mostPerSecond
                ? Duration.ZERO
                : sent.getFirst().plus(SECOND).minus(now);
    }

    /** One goes now. */
    void count(Duration now) {
        sent.addLast(now);
    }
}
