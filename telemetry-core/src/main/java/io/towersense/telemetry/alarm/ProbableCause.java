package io.towersense.telemetry.alarm;

import java.util.Arrays;
import java.util.Optional;

/** Why an alarm stands, as X.733 names it and the IANA-ITU-ALARM-TC MIB numbers it. */
public enum ProbableCause {
    DEGRADED_SIGNAL("degradedSignal", 3),
    POWER_PROBLEM("powerProblem", 58),
    COMMUNICATIONS_SUBSYSTEM_FAILURE("communicationsSubsystemFailure", 505),
    HUMIDITY_UNACCEPTABLE("humidityUnacceptable", 520),
    INPUT_DEVICE_ERROR("inputDeviceError", 522),
    PERFORMANCE_DEGRADED("performanceDegraded", 532),
    PRESSURE_UNACCEPTABLE("pressureUnacceptable", 534),
    TEMPERATURE_UNACCEPTABLE("temperatureUnacceptable", 548),
    THRESHOLD_CROSSED("thresholdCrossed", 549),
    INFORMATION_MISSING("informationMissing", 606);

    private final String label;
    private final int number;

    ProbableCause(String label, int number) {
        this.label = label;
        this.number = number;
    }

    /** X.733's name, such as {@code temperatureUnacceptable}. */
    public String label() {
        return label;
    }

    /** The number in IANAItuProbableCause, such as 548. */
    public int number() {
        return number;
    }

    /** The cause with this number, if TowerSense uses it. */
    public static Optional<ProbableCause> of(int number) {
        return Arrays.stream(values()).filter(cause -> cause.number == number).findFirst();
    }
}
