package io.towersense.cloud.alarm;

import io.towersense.telemetry.alarm.AlarmEvent;
import java.util.Optional;

/**
 * A change of an alarm, and whose word it is.
 *
 * @param thing the gateway that owned the alarm then; empty for the cloud
 */
public record OwnedChange(AlarmEvent event, Optional<String> thing) {
    String id() {
        return event.notificationId();
    }
}
