package io.towersense.agent.sampling;

import io.towersense.sensor.Measurement.Measured;
import io.towersense.telemetry.reading.InvalidReadingException;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.reading.ReadingBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Makes readings of what a device's driver measured: with an identity that was never made before, and what is known of
 * the device. Not thread-safe.
 */
final class ReadingMaker {
    /** A clock that was set back by more than this was wrong before: its time is not held on to. */
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(10);

    private static final int REMEMBERED = 8_192;

    private final String deviceId;
    private final Optional<String> firmwareVersion;
    private final Optional<String> siteId;
    private final boolean simulated;
    private final RepeatedTimes times = new RepeatedTimes(REMEMBERED);
    private Instant last = Instant.MIN;

    ReadingMaker(String deviceId, Optional<String> firmwareVersion, Optional<String> siteId, boolean simulated) {
        this.deviceId = deviceId;
        this.firmwareVersion = firmwareVersion;
        this.siteId = siteId;
        this.simulated = simulated;
    }

    /**
     * The reading. A recording's time is kept as it is. A live one is later than the one before, also where the wall
     * clock was set back a little; where it was set back a lot it follows the clock, past the times that it had already.
     *
     * @throws InvalidReadingException if the values break the contract
     */
    Reading make(Measured measured, Instant now) {
        ReadingBuilder builder = Reading.builder(deviceId, measured.takenAt().orElseGet(() -> unique(now)))
                .simulated(simulated);
        measured.values().forEach((metric, value) -> builder.value(metric.key(), value));
        measured.quality().forEach((metric, flags) -> builder.quality(metric.key(), flags));
        firmwareVersion.ifPresent(builder::firmwareVersion);
        siteId.ifPresent(builder::siteId);
        return builder.build();
    }

    private Instant unique(Instant now) {
        Instant next = now.truncatedTo(ChronoUnit.MICROS);
        if (!next.isAfter(last) && Duration.between(next, last).compareTo(LONGEST_STANDSTILL) <= 0) {
            next = last.plus(1, ChronoUnit.MICROS);
        }
        while (times.add(next)) {
            next = next.plus(1, ChronoUnit.MICROS);
        }
        last = next;
        return next;
    }
}
