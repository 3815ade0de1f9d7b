package io.towersense.agent.outbox;

import io.towersense.telemetry.engine.DeviceState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was added and is not committed yet. Bounded; not thread-safe. */
final class Intake {
    private final int most;
    private final Map<String, DeviceState> known;
    private final Deque<WaitingReading> readings = new ArrayDeque<>();
    private final Deque<WaitingAlarm> alarms = new ArrayDeque<>();
    private final Map<String, DeviceState> states = new LinkedHashMap<>();
    private Gaps lost = new Gaps();
    private long lostAlarms;
    private long bytes;
    private Group taken = Group.EMPTY;

    /**
     * An empty intake.
     *
     * @param most readings it holds, and most alarm events
     * @param known the states that are stored already
     */
    Intake(int most, Map<String, DeviceState> known) {
        this.most = most;
        this.known = new HashMap<>(known);
    }

    /** Takes what belongs together; where there is no room, the oldest goes. */
    void add(String deviceId, DeviceState state, Optional<WaitingReading> reading, List<WaitingAlarm> events) {
        if (!state.equals(known.put(deviceId, state))) {
            states.put(deviceId, state);
        }
        reading.ifPresent(this::addReading);
        events.forEach(this::addAlarm);
    }

    /** Counts a reading that cannot be sent. */
    void lose(ReadingIdentity reading, String reason) {
        lost.add(reading, reason);
    }

    boolean isFull() {
        return waiting() >= most;
    }

    /** Hands out all there is, which stays counted here until {@link #done}. */
    Group take() {
        taken = new Group(List.copyOf(readings), List.copyOf(alarms), Map.copyOf(states), lost.all(), lostAlarms);
        readings.clear();
        alarms.clear();
        states.clear();
        lost = new Gaps();
        lostAlarms = 0;
        bytes = 0;
        return taken;
    }

    /** What was taken is stored. */
    void done() {
        taken = Group.EMPTY;
    }

    /** Readings in memory only, including those being committed. */
    long waiting() {
        return (long) taken.readings().size() + readings.size();
    }

    long lostReadings() {
        return taken.lostReadings() + lost.count();
    }

    long lostAlarms() {
        return taken.lostAlarms() + lostAlarms;
    }

    /** Bytes of the readings that nobody has taken yet. */
    long bytes() {
        return bytes;
    }

    boolean hasAlarms() {
        return !alarms.isEmpty();
    }

    /** Whether there is anything that nobody has taken yet. */
    boolean isEmpty() {
        return readings.isEmpty() && alarms.isEmpty() && states.isEmpty() && lost.count() == 0 && lostAlarms == 0;
    }

    /** When the oldest of the readings that nobody has taken yet was added. */
    Optional<Moment> oldest() {
        return Optional.ofNullable(readings.peekFirst()).map(WaitingReading::added);
    }

    private void addReading(WaitingReading reading) {
        Iterator<WaitingReading> oldest = readings.iterator();
        while (waiting() >= most && oldest.hasNext()) {
            WaitingReading dropped = oldest.next();
            oldest.remove();
            bytes -= dropped.json().length;
            lost.add(dropped.identity(), Gaps.NO_DISK);
        }
        if (waiting() >= most) {
            lost.add(reading.identity(), Gaps.NO_DISK);
            return;
        }
        readings.addLast(reading);
        bytes += reading.json().length;
    }

    private void addAlarm(WaitingAlarm alarm) {
        alarms.addLast(alarm);
        if (alarms.size() > most) {
            alarms.removeFirst();
            lostAlarms++;
        }
    }
}
