package io.towersense.agent.alertlog;

import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.AlarmState;
import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.ProbableCause;
import io.towersense.telemetry.alarm.Severity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The changes of one alarm, as an engine would tell them. */
public final class AlarmEvents {
    /** When the alarm was raised. */
    public static final Instant RAISED_AT = Instant.parse("2026-11-22T01:14:07.120Z");

    private AlarmEvents() {}

    /** A temperature above 45 °C in that device, critical; the alarm's id is made of the device's. */
    public static AlarmEvent raised(String deviceId) {
        return AlarmEvent.builder("alarm-of-" + deviceId, 1, AlarmChange.RAISED)
                .deviceId(deviceId)
                .rule("temperature-high")
                .metric(Optional.of("temperature"))
                .value(Optional.of(new BigDecimal("47.30")))
                .threshold(Optional.of(new BigDecimal("45.0")))
                .direction(Direction.ABOVE)
                .severity(Severity.CRITICAL)
                .probableCause(ProbableCause.TEMPERATURE_UNACCEPTABLE)
                .raisedAt(RAISED_AT)
                .changedAt(RAISED_AT)
                .text("temperature 47.3 °C is above the limit of 45 °C")
                .build();
    }

    /** The same alarm, worse or better. */
    public static AlarmEvent changed(AlarmEvent before, Severity severity, String value, Duration after) {
        return before.toBuilder()
                .revision(before.revision() + 1)
                .change(AlarmChange.SEVERITY_CHANGED)
                .severity(severity)
                .value(Optional.of(new BigDecimal(value)))
                .changedAt(before.raisedAt().plus(after))
                .build();
    }

    /** The same alarm, over. */
    public static AlarmEvent cleared(AlarmEvent before, String value, Duration after) {
        Instant at = before.raisedAt().plus(after);
        return before.toBuilder()
                .revision(before.revision() + 1)
                .change(AlarmChange.CLEARED)
                .state(AlarmState.CLEARED)
                .value(Optional.of(new BigDecimal(value)))
                .changedAt(at)
                .clearedAt(Optional.of(at))
                .text("temperature " + value + " °C is below 43 °C again")
                .build();
    }
}
