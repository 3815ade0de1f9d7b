package io.towersense.agent.sampling;

import io.towersense.telemetry.reading.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What there is to say of a device's sampling, kept up as it goes. Thread-safe. */
final class DeviceRecord {
    private final boolean simulated;
    private Optional<Reading> lastReading = Optional.empty();
    private Optional<Duration> lastReadAt = Optional.empty();
    private Optional<String> fault = Optional.empty();
    private Optional<Instant> faultSince = Optional.empty();
    private boolean exhausted;
    private long sampled;
    private long superseded;
    private long skipped;
    private long skippedBefore;

    DeviceRecord(boolean simulated) {
        this.simulated = simulated;
    }

    /** A record for the same device, read in another way from now on: what was counted goes on. */
    synchronized DeviceRecord successor(boolean isSimulated) {
        DeviceRecord next = new DeviceRecord(isSimulated);
        next.lastReading = lastReading;
        next.lastReadAt = lastReadAt;
        next.sampled = sampled;
        next.superseded = superseded;
        next.skippedBefore = skippedBefore + skipped;
        return next;
    }

    /** Notes a reading. */
    synchronized void take(Reading reading, Duration monotonic, boolean isRepeated) {
        lastReading = Optional.of(reading);
        lastReadAt = Optional.of(monotonic);
        sampled++;
        superseded += isRepeated ? 1 : 0;
    }

    /** Notes that nothing is wrong with the sensor. Returns whether a fault is over. */
    synchronized boolean recover() {
        boolean wasFaulty = fault.isPresent();
        fault = Optional.empty();
        faultSince = Optional.empty();
        return wasFaulty;
    }

    /** Notes a fault. Returns whether it is another than before; numbers in it, such as a count, make no other. */
    synchronized boolean fault(String reason, Instant now) {
        boolean isNew = !fault.map(DeviceRecord::withoutNumbers).equals(Optional.of(withoutNumbers(reason)));
        faultSince = fault.isPresent() ? faultSince : Optional.of(now);
        fault = Optional.of(reason);
        return isNew;
    }

    synchronized void exhaust() {
        exhausted = true;
    }

    synchronized boolean isExhausted() {
        return exhausted;
    }

    /** Notes how many turns have been skipped so far, since the record began. */
    synchronized void skip(long soFar) {
        skipped = soFar;
    }

    synchronized DeviceSampling sampling() {
        return new DeviceSampling(
                simulated,
                lastReading,
                lastReadAt,
                fault,
                faultSince,
                exhausted,
                sampled,
                superseded,
                skippedBefore + skipped);
    }

    private static String withoutNumbers(String reason) {
        return reason.replaceAll("[0-9]+", "0");
    }
}
