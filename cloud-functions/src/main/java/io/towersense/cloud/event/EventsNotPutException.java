package io.towersense.cloud.event;

import io.towersense.telemetry.alarm.AlarmEvent;

/** Changes of an alarm that people were told of and that are not on the event bus yet: to be tried again. */
public final class EventsNotPutException extends RuntimeException {
    private static final long serialVersionUID = 1;

    EventsNotPutException(AlarmEvent event, int left, int of, String bus, String reason) {
        super(
                "alarm %s of %s: %d of %d events are not on bus %s (%s); to be tried again, else they come first with its next change"
                        .formatted(event.rule(), event.deviceId(), left, of, bus, reason));
    }
}
