package io.towersense.local.stream;

import java.time.Instant;

/** Where a mapping starts to read a shard. */
public sealed interface StartingPosition {
    /** The oldest record that is kept: {@code TRIM_HORIZON}. */
    record TrimHorizon() implements StartingPosition {}

    /** Only what arrives from now on: {@code LATEST}. */
    record Latest() implements StartingPosition {}

    /** The first record that arrived then or later: {@code AT_TIMESTAMP}. */
    record AtTimestamp(Instant time) implements StartingPosition {}
}
