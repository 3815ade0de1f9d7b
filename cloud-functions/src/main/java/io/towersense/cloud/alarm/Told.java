package io.towersense.cloud.alarm;

import io.towersense.telemetry.alarm.AlarmEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * What people were told of one (device, rule).
 *
 * @param revision up to this one everything was told that is to be told, except clears that were overtaken
 * @param standing ids of alarms of which people heard, and not yet that they are over; the newest last
 * @param over ids of alarms of which people heard that they are over; the newest last, and only so many
 */
public record Told(long revision, List<String> standing, List<String> over) {
    /** People know of nothing. */
    public static final Told NOTHING = new Told(0, List.of(), List.of());

    private static final int MOST = 32;

    public Told {
        standing = List.copyOf(standing);
        over = List.copyOf(over);
    }

    /** Whether people heard of the alarm. */
    public boolean knows(String alarmId) {
        return standing.contains(alarmId) || over.contains(alarmId);
    }

    /** Whether people heard that the alarm is over. */
    public boolean isOver(String alarmId) {
        return over.contains(alarmId);
    }

    /** What people know once they heard of this event too. */
    public Told and(AlarmEvent event) {
        boolean ends = event.clearedAt().isPresent();
        return new Told(
                Math.max(revision, event.revision()),
                ends ? without(standing, event.alarmId()) : with(standing, event.alarmId()),
                ends ? with(over, event.alarmId()) : over);
    }

    /** The same, and nothing else is to be told up to this revision. */
    public Told upTo(long last) {
        return new Told(Math.max(revision, last), standing, over);
    }

    private static List<String> with(List<String> ids, String id) {
        List<String> changed = new ArrayList<>(without(ids, id));
        changed.add(id);
        return changed.subList(Math.max(0, changed.size() - MOST), changed.size());
    }

    private static List<String> without(List<String> ids, String id) {
        return ids.stream().filter(known -> !known.equals(id)).toList();
    }
}
