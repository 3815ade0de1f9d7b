package io.towersense.cli.demo;

import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.time.Clock;
import io.towersense.telemetry.time.Timestamps;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long readings and alarms take from the sensor to where they are going, watched from both ends of their way.
 * Remembers the last hundred thousand of them.
 */
final class Journey {
    private static final int MOST_REMEMBERED = 100_000;

    private final Clock clock;
    private final Map<String, Duration> sampledAt = bounded();
    private final Map<String, Duration> alarmSampledAt = bounded();
    private final LongAdder sampled = new LongAdder();
    private final LongAdder raised = new LongAdder();
    private final LongAdder cleared = new LongAdder();
    private final Latencies stored = new Latencies();
    private final Latencies logged = new Latencies();
    private final Latencies notified = new Latencies();

    Journey(Clock clock) {
        this.clock = clock;
    }

    /** The sensor had answered. */
    void sampled(Reading reading, Duration monotonicAtSampling) {
        sampled.increment();
        sampledAt.put(key(reading.deviceId(), Timestamps.sortKey(reading.timestamp())), monotonicAtSampling);
    }

    /** The change stands in the technician's log. */
    void logged(AlarmEvent event, Duration monotonicAtLogging) {
        count(event.change());
        Optional.ofNullable(sampledAt.get(key(event.deviceId(), Timestamps.sortKey(event.changedAt()))))
                .ifPresent(sample -> {
                    alarmSampledAt.put(event.notificationId(), sample);
                    logged.add(monotonicAtLogging.minus(sample));
                });
    }

    /** The table has taken the reading. */
    void stored(String deviceId, String sortKey) {
        Optional.ofNullable(sampledAt.get(key(deviceId, sortKey)))
                .ifPresent(sample -> stored.add(clock.monotonic().minus(sample)));
    }

    /** SNS has taken the notification. */
    void notified(String notificationId) {
        Optional.ofNullable(alarmSampledAt.get(notificationId))
                .ifPresent(sample -> notified.add(clock.monotonic().minus(sample)));
    }

    long sampled() {
        return sampled.sum();
    }

    long raised() {
        return raised.sum();
    }

    long cleared() {
        return cleared.sum();
    }

    Latencies toTable() {
        return stored;
    }

    Latencies toLog() {
        return logged;
    }

    Latencies toNotification() {
        return notified;
    }

    private void count(AlarmChange change) {
        if (change == AlarmChange.RAISED) {
            raised.increment();
        } else if (change == AlarmChange.CLEARED) {
            cleared.increment();
        }
    }

    private static String key(String deviceId, String sortKey) {
        return deviceId + " " + sortKey;
    }

    private static Map<String, Duration> bounded() {
        return Collections.synchronizedMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Duration> eldest) {
                return size() > MOST_REMEMBERED;
            }
        });
    }
}
