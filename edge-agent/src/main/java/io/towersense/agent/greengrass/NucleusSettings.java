package io.towersense.agent.greengrass;

import java.time.Duration;

/**
 * How patient a connection to the nucleus is.
 *
 * @param callTimeout for how long a request may go unanswered
 * @param shortestRetry upper end of the first pause before a new connection
 * @param longestRetry upper end that the pause grows to
 */
public record NucleusSettings(Duration callTimeout, Duration shortestRetry, Duration longestRetry) {
    public static final NucleusSettings DEFAULTS =
            new NucleusSettings(Duration.ofSeconds(10), Duration.ofSeconds(1), Duration.ofSeconds(30));
}
