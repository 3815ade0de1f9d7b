package io.towersense.agent.shadow;

import java.time.Duration;

/**
 * How often a shadow is written and read.
 *
 * @param leastPause between two updates
 * @param reportEvery longest time without an update, whether something has changed or not; what is desired is read again
 *     too
 * @param readPause between two readings of what is desired
 * @param lookEvery how often it is looked whether something has changed that nobody told
 * @param shortestRetry upper end of the pause after a failure, which is drawn from half of it to it
 * @param longestRetry upper end that this pause grows to
 */
public record ShadowSettings(
        Duration leastPause,
        Duration reportEvery,
        Duration readPause,
        Duration lookEvery,
        Duration shortestRetry,
        Duration longestRetry) {

    public static final ShadowSettings DEFAULTS = new ShadowSettings(
            Duration.ofSeconds(10),
            Duration.ofMinutes(15),
            Duration.ofSeconds(2),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMinutes(5));
}
