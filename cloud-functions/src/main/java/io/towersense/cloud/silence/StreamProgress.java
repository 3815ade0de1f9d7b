package io.towersense.cloud.silence;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far the consumer has come in the stream. While it lags, everybody seems to be silent. */
@FunctionalInterface
public interface StreamProgress {
    /**
     * How long something may have been in the stream without being read, at most; empty where nobody reads the stream, or
     * nobody can say.
     *
     * @throws RuntimeException if whoever knows does not answer
     */
    Optional<Duration> behind(Instant now);
}
