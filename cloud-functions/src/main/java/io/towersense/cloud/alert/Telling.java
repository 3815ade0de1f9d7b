package io.towersense.cloud.alert;

import io.towersense.telemetry.alarm.AlarmEvent;

/**
 * One notification to be sent.
 *
 * @param event of which people hear
 * @param first whether they never heard of this alarm before
 * @param overtaken whether they have heard of something newer already
 */
record Telling(AlarmEvent event, boolean first, boolean overtaken) {
    /** Whether it tells of an alarm that is over already, in one go. */
    boolean isSummary() {
        return first && event.clearedAt().isPresent();
    }
}
