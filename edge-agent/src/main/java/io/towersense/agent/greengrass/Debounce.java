package io.towersense.agent.greengrass;

import java.time.Duration;
import java.util.Optional;

/**
 * The wait for the end of a burst: due once it has been quiet for a while, or when it has lasted long enough. For one
 * thread at a time.
 */
final class Debounce {
    private final Duration quiet;
    private final Duration longest;
    private Optional<Duration> first = Optional.empty();
    private Duration last = Duration.ZERO;

    Debounce(Duration quiet, Duration longest) {
        this.quiet = quiet;
        this.longest = longest;
    }

    /** Something has happened. */
    void happened(Duration now) {
        first = first.or(() -> Optional.of(now));
        last = now;
    }

    /** When it is due; empty where nothing has happened. */
    Optional<Duration> due() {
        return first.map(begin -> {
            Duration afterQuiet = last.plus(quiet);
            Duration atLast = begin.plus(longest);
            return afterQuiet.compareTo(atLast) < 0 ? afterQuiet : atLast;
        });
    }

    /** Whether it is due; if so, what has happened is forgotten. */
    boolean take(Duration now) {
        if (due().filter(time -> time.compareTo(now) <= 0).isEmpty()) {
            return false;
        }
        first = Optional.empty();
        return true;
    }
}
