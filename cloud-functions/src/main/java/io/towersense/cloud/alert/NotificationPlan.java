package io.towersense.cloud.alert;

import io.towersense.cloud.alarm.AlarmRecord;
import io.towersense.cloud.alarm.Told;
import io.towersense.telemetry.alarm.AlarmEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What people are told of an alarm at one moment.
 *
 * <p>All changes that they have not heard of, in the order of their revisions, with one exception: a change that is
 * late, because it came about more than {@code lateAfter} ago, is left out where a newer change of the same alarm waits
 * with it. So whatever happened while a backhaul or the cloud was away is told once: an alarm that still stands by its
 * last state, one that is over by its clear. A clear of an alarm of which nobody heard is a summary, and says so; that is
 * also what a clear is that overtook its raise, which is stale when it comes. A clear that the next alarm's raise overtook
 * is told all the same, and says that it is of an earlier alarm.
 *
 * @param tellings in the order in which they are sent
 * @param opensLate whether one of them is of an alarm that stands, is late, and is new to people: its clear may be on its
 *     way
 */
record NotificationPlan(List<Telling> tellings, boolean opensLate) {

    static NotificationPlan of(AlarmRecord record, Instant now, Duration lateAfter) {
        List<AlarmEvent> untold = record.untold();
        List<Telling> tellings = new ArrayList<>();
        Told told = record.told();
        boolean opensLate = false;
        for (AlarmEvent event : untold) {
            boolean late = event.changedAt().plus(lateAfter).isBefore(now);
            if (late && hasNewer(untold, event)) {
                continue;
            }
            boolean first = !told.knows(event.alarmId());
            tellings.add(new Telling(event, first, event.revision() < told.revision()));
            told = told.and(event);
            opensLate |= late && first && event.clearedAt().isEmpty();
        }
        return new NotificationPlan(tellings, opensLate);
    }

    private static boolean hasNewer(List<AlarmEvent> untold, AlarmEvent event) {
        return untold.stream()
                .anyMatch(other -> other.alarmId().equals(event.alarmId()) && other.revision() > event.revision());
    }
}
