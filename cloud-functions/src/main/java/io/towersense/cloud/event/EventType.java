package io.towersense.cloud.event;

import io.towersense.telemetry.alarm.ProbableCause;

/** The event types of X.733 that TowerSense uses: what an alarm is principally associated with. */
enum EventType {
    COMMUNICATIONS_ALARM("communicationsAlarm"),
    QUALITY_OF_SERVICE_ALARM("qualityOfServiceAlarm"),
    EQUIPMENT_ALARM("equipmentAlarm"),
    ENVIRONMENTAL_ALARM("environmentalAlarm");

    private final String label;

    EventType(String label) {
        this.label = label;
    }

    /** The name in IANAItuEventType. */
    String label() {
        return label;
    }

    /** The type with which the standards list the cause. */
    static EventType of(ProbableCause cause) {
        return switch (cause) {
            case TEMPERATURE_UNACCEPTABLE, HUMIDITY_UNACCEPTABLE, PRESSURE_UNACCEPTABLE -> ENVIRONMENTAL_ALARM;
            case POWER_PROBLEM, INPUT_DEVICE_ERROR -> EQUIPMENT_ALARM;
            case PERFORMANCE_DEGRADED, THRESHOLD_CROSSED -> QUALITY_OF_SERVICE_ALARM;
            // X.736 lists a missing information as a violation of integrity, which would send a dead sensor to those
            // who watch for intruders.
            case DEGRADED_SIGNAL, COMMUNICATIONS_SUBSYSTEM_FAILURE, INFORMATION_MISSING -> COMMUNICATIONS_ALARM;
        };
    }
}
