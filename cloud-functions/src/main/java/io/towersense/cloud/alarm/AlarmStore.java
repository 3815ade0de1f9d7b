package io.towersense.cloud.alarm;

import io.towersense.cloud.table.Attributes;
import io.towersense.cloud.table.Values;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * The alarms in the table of devices. Every write has a condition, so that whoever comes second notices. All methods
 * throw {@link SdkException} where the table does not answer. Thread-safe.
 */
public final class AlarmStore {
    private final DynamoDbClient dynamoDb;
    private final String table;

    public AlarmStore(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /** The alarm as it is this moment. */
    public AlarmRecord load(String deviceId, String rule) {
        Map<String, AttributeValue> item = dynamoDb.getItem(request -> request.tableName(table)
                        .key(AlarmItems.key(deviceId, rule))
                        .consistentRead(true))
                .item();
        return item.isEmpty() ? AlarmRecord.none(deviceId, rule) : AlarmItems.read(item);
    }

    /** All of the device's alarms as they are this moment. */
    public DeviceRecords loadAll(String deviceId) {
        Map<String, AlarmRecord> alarms = new HashMap<>();
        Optional<Instant> judgedUntil = Optional.empty();
        for (Map<String, AttributeValue> item : dynamoDb.queryPaginator(request -> request.tableName(table)
                        .keyConditionExpression("device_id = :device")
                        .expressionAttributeValues(Map.of(":device", Values.text(deviceId)))
                        .consistentRead(true))
                .items()) {
            String record = Values.text(item, Attributes.RECORD).orElse("");
            if (record.startsWith(Attributes.ALARM)) {
                AlarmRecord alarm = AlarmItems.read(item);
                alarms.put(alarm.rule(), alarm);
            } else if (record.equals(Attributes.DEVICE)) {
                judgedUntil = Values.instant(item, Attributes.JUDGED_UNTIL);
            }
        }
        return new DeviceRecords(alarms, judgedUntil);
    }

    /**
     * Writes a change and with it the intent to notify.
     *
     * @param before as it was read or written last
     * @return the record as it is now; empty where somebody else changed it meanwhile, and nothing was written
     */
    public Optional<AlarmRecord> save(AlarmRecord before, AlarmRecord after) {
        try {
            Map<String, AttributeValue> item = dynamoDb.updateItem(AlarmUpdate.change(before, after)
                            .tableName(table)
                            .returnValues(ReturnValue.ALL_NEW)
                            .build())
                    .attributes();
            return Optional.of(after.stored(
                    before.version() + 1, AlarmItems.told(item), after.events().withPut(AlarmItems.eventsPut(item))));
        } catch (ConditionalCheckFailedException e) {
            return Optional.empty();
        }
    }

    /** Takes the right to notify; false where the record has changed or somebody else has it. */
    public boolean lease(AlarmRecord record, Lease lease, Instant now) {
        return update(record, AlarmUpdate.lease(record, lease, now));
    }

    /**
     * Notes what people know by now, and what the event bus has; false where the lease is no longer ours.
     *
     * @param put notification ids of what is on the bus, of the changes in the item
     * @param last whether nothing else is to be told or put, and the lease is given back
     */
    public boolean markNotified(AlarmRecord record, Lease lease, Told told, List<String> put, boolean last) {
        return update(record, AlarmUpdate.notified(lease, told, put, last));
    }

    /**
     * Notes that nothing of the record is left to be told or put; false where the record has changed.
     *
     * @param put as for {@link #markNotified}
     */
    public boolean markNothingToTell(AlarmRecord record, List<String> put) {
        return update(record, AlarmUpdate.nothingToTell(record, put));
    }

    private boolean update(AlarmRecord record, AlarmUpdate.Expression expression) {
        try {
            dynamoDb.updateItem(request -> request.tableName(table)
                    .key(AlarmItems.key(record.deviceId(), record.rule()))
                    .updateExpression(expression.update())
                    .conditionExpression(expression.condition())
                    .expressionAttributeValues(expression.values()));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }
}
