package io.towersense.telemetry.engine;

import io.towersense.telemetry.alarm.AlarmEvent;
import java.util.List;

/**
 * What an evaluation brings.
 *
 * @param state what to remember
 * @param changes of alarms, in the order of the rules
 * @param breaches ids of the rules that the reading breaks at this moment, whatever the delays say
 */
public record Evaluation(DeviceState state, List<AlarmEvent> changes, List<String> breaches) {
    public Evaluation {
        changes = List.copyOf(changes);
        breaches = List.copyOf(breaches);
    }
}
