package io.towersense.agent.outbox;

import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.engine.DeviceState;
import io.towersense.telemetry.engine.Evaluation;
import io.towersense.telemetry.reading.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the engine made of one reading, or of the passing of time, as it is to be stored: all of it or nothing.
 *
 * @param reading the reading with its breaches; empty where only time passed
 * @param changes of the device's alarms, in order
 * @param state what the engine remembers of the device from now on
 * @param bootTime when it was, on the boot clock
 * @param rulesVersion version of the rules that judged
 */
public record Judgement(
        String deviceId,
        Optional<Reading> reading,
        List<AlarmEvent> changes,
        DeviceState state,
        Duration bootTime,
        String rulesVersion) {

    public Judgement {
        changes = List.copyOf(changes);
    }

    /** The judgement on a reading; the reading is given its breaches. */
    public static Judgement of(Reading reading, Evaluation evaluation, Duration bootTime, String rulesVersion) {
        return new Judgement(
                reading.deviceId(),
                Optional.of(reading.withBreaches(evaluation.breaches())),
                evaluation.changes(),
                evaluation.state(),
                bootTime,
                rulesVersion);
    }

    /** The judgement on a device from which nothing came. */
    public static Judgement ofTime(String deviceId, Evaluation evaluation, Duration bootTime, String rulesVersion) {
        return new Judgement(
                deviceId, Optional.empty(), evaluation.changes(), evaluation.state(), bootTime, rulesVersion);
    }
}
