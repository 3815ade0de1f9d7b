package io.towersense.cli.demo;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Spans that were measured, and their percentiles. Thread-safe; holds eight bytes a span. */
final class Latencies {
    private long[] nanos = new long[1024];
    private int count;

    synchronized void add(Duration latency) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = latency.toNanos();
    }

    /** The percentiles by nearest rank; empty where nothing was measured. */
    synchronized Optional<Percentiles> percentiles() {
        if (count == 0) {
            return Optional.empty();
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return Optional.of(new Percentiles(rank(sorted, 50), rank(sorted, 99)));
    }

    private static Duration rank(long[] sorted, int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return Duration.ofNanos(sorted[Math.max(rank, 1) - 1]);
    }

    /** The median and the value that one in a hundred exceeds. */
    record Percentiles(Duration p50, Duration p99) {}
}
