package io.towersense.telemetry.reading;

import java.util.Set;

/** The names in a reading that are no numbers, and those that nobody outside may set. */
public final class FieldNames {
    public static final String DEVICE_ID = "device_id";
    public static final String TIMESTAMP = "timestamp";
    public static final String FIRMWARE_VERSION = "firmware_version";
    public static final String SITE_ID = "site_id";
    public static final String SIMULATED = "simulated";
    public static final String CLOCK = "clock";
    public static final String QUALITY = "quality";
    public static final String BREACHES = "breaches";
    public static final String THING = "thing";
    public static final String INGESTION_TIMESTAMP = "ingestion_timestamp";
    public static final String EXPIRES_AT = "expires_at";
    public static final String RECORD = "record";

    /** Set by the cloud alone: refused from outside. */
    public static final Set<String> RESERVED = Set.of(THING, INGESTION_TIMESTAMP, EXPIRES_AT, RECORD);

    static final Set<String> TEXTUAL =
            Set.of(DEVICE_ID, TIMESTAMP, FIRMWARE_VERSION, SITE_ID, SIMULATED, CLOCK, QUALITY, BREACHES);

    private FieldNames() {}
}
