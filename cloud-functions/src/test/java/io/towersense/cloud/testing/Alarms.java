package io.towersense.cloud.testing;

import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.AlarmState;
import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.ProbableCause;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.codec.AlarmCodec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** Alarm events of device tower-1, rule temperature-high. */
public final class Alarms {
    private Alarms() {}

    public static AlarmEvent raised(String id, long revision, Instant at) {
        return event(id, revision, AlarmChange.RAISED, at, at);
    }

    public static AlarmEvent cleared(String id, long revision, Instant raisedAt, Instant at) {
        return event(id, revision, AlarmChange.CLEARED, raisedAt, at);
    }

    public static AlarmEvent event(String id, long revision, AlarmChange change, Instant raisedAt, Instant at) {
        boolean cleared = change == AlarmChange.CLEARED;
        return AlarmEvent.builder(id, revision, change)
                .state(cleared ? AlarmState.CLEARED : AlarmState.RAISED)
                .deviceId("tower-1")
                .siteId(Optional.of("site-7"))
                .rule("temperature-high")
                .metric(Optional.of("temperature"))
                .value(Optional.of(new BigDecimal(cleared ? "42.1" : "47.3")))
                .threshold(Optional.of(new BigDecimal("45.0")))
                .direction(Direction.ABOVE)
                .severity(Severity.CRITICAL)
                .probableCause(ProbableCause.TEMPERATURE_UNACCEPTABLE)
                .raisedAt(raisedAt)
                .changedAt(at)
                .clearedAt(cleared ? Optional.of(at) : Optional.empty())
                .text("temperature 47.3 °C is above the limit of 45 °C")
                .build();
    }

    /** The event as the alarms rule hands it on. */
    public static byte[] from(String thing, Instant receivedAt, AlarmEvent event) {
        return Events.enveloped(thing, receivedAt, AlarmCodec.encode(event));
    }
}
