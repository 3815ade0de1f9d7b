package io.towersense.local.stream;

import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Records that wait to become a batch: when there are enough, when their event would be too large with another, or when
 * the first has waited for the batching window. Thread-safe.
 */
final class Gathering {
    private final int batchSize;
    private final Duration window;
    private final Clock clock;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long payload;

    private record Waiting(StreamRecord record, Duration since) {}

    Gathering(int batchSize, Duration window, Clock clock) {
        this.batchSize = batchSize;
        this.window = window;
        this.clock = clock;
    }

    synchronized void add(StreamRecord record) {
        waiting.add(new Waiting(record, clock.monotonic()));
        payload += KinesisEvents.payloadBytes(record);
    }

    synchronized int size() {
        return waiting.size();
    }

    /** When the stream took the first of those that wait; empty where none does. */
    synchronized Optional<Instant> oldest() {
        return Optional.ofNullable(waiting.peek()).map(first -> first.record().arrival());
    }

    /** A batch if one is ready, or nothing. */
    synchronized List<StreamRecord> takeIfReady() {
        if (untilReady().filter(Duration::isZero).isEmpty()) {
            return List.of();
        }
        List<StreamRecord> batch = new ArrayList<>();
        long size = 0;
        while (!waiting.isEmpty() && batch.size() < batchSize) {
            StreamRecord next = waiting.element().record();
            long more = KinesisEvents.payloadBytes(next);
            if (!batch.isEmpty() && size + more > KinesisEvents.LARGEST_PAYLOAD) {
                break;
            }
            size += more;
            batch.add(next);
            waiting.remove();
        }
        payload -= size;
        return List.copyOf(batch);
    }

    /** How long until a batch is ready; empty while nothing waits. */
    synchronized Optional<Duration> readyIn() {
        return untilReady();
    }

    private Optional<Duration> untilReady() {
        if (waiting.isEmpty()) {
            return Optional.empty();
        }
        if (waiting.size() >= batchSize || payload > KinesisEvents.LARGEST_PAYLOAD) {
            return Optional.of(Duration.ZERO);
        }
        Duration left = waiting.element().since().plus(window).minus(clock.monotonic());
        return Optional.of(left.isNegative() ? Duration.ZERO : left);
    }
}
