package io.towersense.agent.outbox;

import io.towersense.telemetry.engine.DeviceState;
import io.towersense.telemetry.message.Gap;
import java.util.List;
import java.util.Map;

/**
 * What is committed together.
 *
 * @param readings in the order in which they were added
 * @param alarms in the order in which they were added
 * @param states the last state of each device whose state changed
 * @param lost readings that were dropped before they could be stored
 * @param lostAlarms how many alarm events were dropped before they could be stored
 */
record Group(
        List<WaitingReading> readings,
        List<WaitingAlarm> alarms,
        Map<String, DeviceState> states,
        List<Gap> lost,
        long lostAlarms) {

    static final Group EMPTY = new Group(List.of(), List.of(), Map.of(), List.of(), 0);

    boolean isEmpty() {
        return readings.isEmpty() && alarms.isEmpty() && states.isEmpty() && lost.isEmpty() && lostAlarms == 0;
    }

    long lostReadings() {
        return lost.stream().mapToLong(Gap::count).sum();
    }
}
