package io.towersense.cloud.table;

import io.towersense.telemetry.reading.FieldNames;

/** The names of the attributes in both tables. */
public final class Attributes {
    public static final String DEVICE_ID = FieldNames.DEVICE_ID;
    public static final String TIMESTAMP = FieldNames.TIMESTAMP;
    public static final String THING = FieldNames.THING;
    public static final String INGESTION_TIMESTAMP = FieldNames.INGESTION_TIMESTAMP;
    public static final String EXPIRES_AT = FieldNames.EXPIRES_AT;
    public static final String RECORD = FieldNames.RECORD;

    /** The sort key of a device's own item. */
    public static final String DEVICE = "DEVICE";
    /** The sort key of a gateway's own item. */
    public static final String GATEWAY = "GATEWAY";
    /** What the sort key of an alarm's item begins with; the rule's id follows. */
    public static final String ALARM = "ALARM#";

    public static final String LAST_READING = "last_reading";
    public static final String LAST_TIMESTAMP = "last_timestamp";
    public static final String LAST_SEEN = "last_seen";
    /** In whose {@link WatchState} an item is that is watched for silence. */
    public static final String WATCH = "watch";
    /** How often somebody has begun to settle whether it is silent: only the last to do so may say what came of it. */
    public static final String WATCH_TURN = "watch_turn";

    public static final String JUDGED_UNTIL = "judged_until";

    private Attributes() {}
}
