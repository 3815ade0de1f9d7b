package io.towersense.cloud.device;

import io.towersense.cloud.table.Attributes;
import io.towersense.cloud.table.Values;
import io.towersense.telemetry.codec.ReadingCodec;
import io.towersense.telemetry.reading.Reading;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The conditional write by which a device is claimed and seen. */
final class DeviceUpdate {
    /** In bytes. A larger one would endanger the claim: an item has its limit. */
    private static final int LARGEST_READING = 32 * 1024;

    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();
    private final StringBuilder update = new StringBuilder("SET ");

    private DeviceUpdate() {}

    static UpdateItemRequest of(String table, Sighting sighting, Optional<Reading> newest) {
        return new DeviceUpdate().request(table, sighting, newest);
    }

    private UpdateItemRequest request(String table, Sighting sighting, Optional<Reading> newest) {
        sighting.seenAt().ifPresent(at -> set(Attributes.LAST_SEEN, Values.instant(at)));
        sighting.judgedUntil().ifPresent(until -> set(Attributes.JUDGED_UNTIL, Values.instant(until)));
        names.put("#" + Attributes.THING, Attributes.THING);
        String condition = "attribute_not_exists(#thing)";
        if (sighting.thing().isPresent()) {
            set(Attributes.THING, Values.text(sighting.thing().get()));
            condition = "(attribute_not_exists(#thing) OR #thing = :thing)";
        }
        if (newest.isPresent()) {
            byte[] json = ReadingCodec.encode(newest.get());
            if (json.length <= LARGEST_READING) {
                set(Attributes.LAST_READING, Values.text(new String(json, StandardCharsets.UTF_8)));
            }
            set(Attributes.LAST_TIMESTAMP, Values.instant(newest.get().timestamp()));
            condition += " AND (attribute_not_exists(#last_timestamp) OR #last_timestamp <= :last_timestamp)";
        }
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(Map.of(
                        Attributes.DEVICE_ID, Values.text(sighting.deviceId()),
                        Attributes.RECORD, Values.text(Attributes.DEVICE)))
                .updateExpression(update.toString())
                .conditionExpression(condition)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    private void set(String attribute, AttributeValue value) {
        update.append(values.isEmpty() ? "" : ", ").append("#" + attribute + " = :" + attribute);
        names.put("#" + attribute, attribute);
        values.put(":" + attribute, value);
    }
}
