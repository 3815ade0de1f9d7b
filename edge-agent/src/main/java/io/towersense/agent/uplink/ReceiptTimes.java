package io.towersense.agent.uplink;

import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with receipts on the boot clock, which no correction of the time of day moves.
 *
 * @param awaited messages that were sent and have no receipt yet
 * @param silentSince since when the cloud could have given one and gave none, if one is awaited
 * @param lastAt when the last one came
 */
record ReceiptTimes(int awaited, Duration silentSince, Optional<Duration> lastAt) {
    static final ReceiptTimes NONE = new ReceiptTimes(0, Duration.ZERO, Optional.empty());

    /** The same by the time of day as it is now. */
    ReceiptStatus on(Clock clock) {
        Instant zero = clock.now().minus(clock.monotonic());
        return new ReceiptStatus(
                awaited, Optional.of(silentSince).filter(since -> awaited > 0).map(zero::plus), lastAt.map(zero::plus));
    }
}
