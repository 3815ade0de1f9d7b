package io.towersense.cloud.alert;

import io.towersense.telemetry.alarm.AlarmEvent;

/**
 * One notification to be sent.
 *
 * @param event of which people hear
 * @param first whether they never heard of this alarm before
 */
record Telling(AlarmEvent event, boolean first) {
    /** Whether it tells of an alarm that is over already, in one go. */
    boolean isSummary() {
        return first && event.clearedAt().isPresent();
    }
}
