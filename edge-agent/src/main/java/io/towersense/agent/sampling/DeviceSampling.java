package io.towersense.agent.sampling;

import io.towersense.telemetry.reading.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How the sampling of one device goes.
 *
 * @param simulated whether no sensor stands behind it
 * @param lastReading what it measured last
 * @param lastReadAt the boot clock's time of that
 * @param fault why nothing can be measured at the moment
 * @param faultSince when that began, by the wall clock
 * @param exhausted whether there is nothing more to come
 * @param sampled readings taken
 * @param superseded of those, replayed ones whose identity an earlier one had too: it is replaced
 * @param skipped turns at which it should have been read and was not
 */
public record DeviceSampling(
        boolean simulated,
        Optional<Reading> lastReading,
        Optional<Duration> lastReadAt,
        Optional<String> fault,
        Optional<Instant> faultSince,
        boolean exhausted,
        long sampled,
        long superseded,
        long skipped) {}
