package io.towersense.cloud.metric;

import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;

/** A metric of CloudWatch's namespace {@code IoTPipeline/Operations}. None has a dimension. */
public enum OperationsMetric {
    /** Readings that are in the table and settled. */
    READINGS_STORED("ReadingsStored", StandardUnit.COUNT),
    /** From a stored reading's timestamp until the table had it. Negative where a device's clock is ahead. */
    READING_AGE("ReadingAge", StandardUnit.MILLISECONDS),
    /** Records of which something, or all, is in quarantine. */
    RECORDS_QUARANTINED("RecordsQuarantined", StandardUnit.COUNT),
    /** Changes of alarms of which people were told. */
    ALARM_CHANGES("AlarmChanges", StandardUnit.COUNT),
    /** Gateways that are silent at the moment. */
    SILENT_GATEWAYS("SilentGateways", StandardUnit.COUNT),
    /** Devices without a gateway that are silent at the moment. */
    SILENT_DEVICES("SilentDevices", StandardUnit.COUNT),
    /** 1 where nobody can say who is silent, because the stream is not being consumed. */
    SILENCE_UNDECIDED("SilenceUndecided", StandardUnit.COUNT);

    private final String label;
    private final StandardUnit unit;

    OperationsMetric(String label, StandardUnit unit) {
        this.label = label;
        this.unit = unit;
    }

    /** Its name in CloudWatch. */
    public String label() {
        return label;
    }

    /** Its unit in CloudWatch. */
    public StandardUnit unit() {
        return unit;
    }
}
