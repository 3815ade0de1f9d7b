package io.towersense.cloud.table;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** The tables as the functions need them. */
public final class TableDefinitions {
    /** The usual name of the table of readings. */
    public static final String READINGS = "iot-sensor-readings";
    /** The usual name of the table of devices and their alarms. */
    public static final String STATE = "iot-device-state";

    /** The index of what is watched for silence, by {@link WatchState} and when it was last seen. */
    public static final String WATCH_INDEX = "watch";

    private TableDefinitions() {}

    /** The table of readings: one item for each (device_id, timestamp). */
    public static CreateTableRequest readings(String name) {
        return keyed(name, Attributes.TIMESTAMP);
    }

    /**
     * The table of devices: for each the item {@code DEVICE}, and an item {@code ALARM#<rule>} for each alarm it had; and
     * for each gateway the item {@code GATEWAY}. The index holds only what is watched, and of that only the keys.
     */
    public static CreateTableRequest state(String name) {
        return keyed(name, Attributes.RECORD).toBuilder()
                .attributeDefinitions(
                        text(Attributes.DEVICE_ID),
                        text(Attributes.RECORD),
                        text(Attributes.WATCH),
                        text(Attributes.LAST_SEEN))
                .globalSecondaryIndexes(watchIndex())
                .build();
    }

    /** What lets readings go when they expire. */
    public static UpdateTimeToLiveRequest expiry(String readingsName) {
        return UpdateTimeToLiveRequest.builder()
                .tableName(readingsName)
                .timeToLiveSpecification(
                        expiry -> expiry.attributeName(Attributes.EXPIRES_AT).enabled(true))
                .build();
    }

    private static GlobalSecondaryIndex watchIndex() {
        return GlobalSecondaryIndex.builder()
                .indexName(WATCH_INDEX)
                .keySchema(key(Attributes.WATCH, KeyType.HASH), key(Attributes.LAST_SEEN, KeyType.RANGE))
                .projection(included -> included.projectionType(ProjectionType.KEYS_ONLY))
                .build();
    }

    private static CreateTableRequest keyed(String name, String sortKey) {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key(Attributes.DEVICE_ID, KeyType.HASH), key(sortKey, KeyType.RANGE))
                .attributeDefinitions(text(Attributes.DEVICE_ID), text(sortKey))
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
