package io.towersense.agent.uplink;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How it stands with the cloud's receipts.
 *
 * @param awaited messages that were sent and have no receipt yet
 * @param silentSince since when the cloud could have given one and gave none; empty where none is awaited
 * @param lastAt when the last one came, in this run
 */
public record ReceiptStatus(int awaited, Optional<Instant> silentSince, Optional<Instant> lastAt) {
    /** After so long without a receipt something is wrong between here and the table, whatever the connection says. */
    public static final Duration LONGEST_SILENCE = Duration.ofMinutes(15);

    /** Whether the cloud has been silent for longer than is normal. */
    public boolean isSilent(Instant now) {
        return silentSince
                .filter(since -> Duration.between(since, now).compareTo(LONGEST_SILENCE) >= 0)
                .isPresent();
    }
}
