package io.towersense.cloud.consumer;

import io.towersense.cloud.alarm.AlarmStore;
import io.towersense.cloud.cache.BoundedCache;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The alarms of the devices that this container judges, read once and then remembered. While something goes on every
 * step is a conditional write, which notices another container; while all is quiet nothing is written, so what is
 * remembered is trusted for a short while only. Thread-safe.
 */
final class AlarmBook {
    private static final int MOST_DEVICES = 5_000;

    private final AlarmStore store;
    private final Duration trusted;
    private final Clock clock;
    private final BoundedCache<String, DeviceAlarms> devices = new BoundedCache<>(MOST_DEVICES);

    AlarmBook(AlarmStore store, Duration trusted, Clock clock) {
        this.store = store;
        this.trusted = trusted;
        this.clock = clock;
    }

    /** What is remembered and can still be trusted. */
    Optional<DeviceAlarms> remembered(String deviceId) {
        return devices.get(deviceId)
                .filter(alarms -> Duration.between(alarms.readAt(), clock.now()).compareTo(trusted) < 0);
    }

    /** What the table says now. */
    DeviceAlarms read(String deviceId) {
        Instant now = clock.now();
        DeviceAlarms alarms = DeviceAlarms.of(deviceId, store.loadAll(deviceId), now);
        devices.put(deviceId, alarms);
        return alarms;
    }

    void remember(DeviceAlarms alarms) {
        devices.put(alarms.deviceId(), alarms);
    }

    void forget(String deviceId) {
        devices.forget(deviceId);
    }

    /** Up to which timestamp the device is judged and done, as far as this container knows. */
    Optional<Instant> judgedUntil(String deviceId) {
        return devices.get(deviceId).flatMap(DeviceAlarms::judgedUntil);
    }
}
