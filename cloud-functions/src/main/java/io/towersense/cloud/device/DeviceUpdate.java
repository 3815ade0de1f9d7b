package io.towersense.cloud.device;

import io.towersense.cloud.table.Attributes;
import io.towersense.cloud.table.Values;
import io.towersense.cloud.table.WatchState;
import io.towersense.telemetry.codec.ReadingCodec;
import io.towersense.telemetry.reading.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The conditional write by which a device is claimed and seen. First it is tried as if nothing of the item were in its
 * way; where something is, again in the light of the item.
 */
final class DeviceUpdate {
    /** In bytes. A larger one would endanger the claim: an item has its limit. */
    private static final int LARGEST_READING = 32 * 1024;

    private final Sighting sighting;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();
    private final List<String> sets = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();

    private DeviceUpdate(Sighting sighting) {
        this.sighting = sighting;
    }

    static DeviceUpdate of(Sighting sighting) {
        return of(sighting, Map.of());
    }

    /** @param item as it was when the write before failed */
    static DeviceUpdate of(Sighting sighting, Map<String, AttributeValue> item) {
        DeviceUpdate update = new DeviceUpdate(sighting);
        sighting.seenAt().ifPresent(at -> update.seen(at, Values.instant(item, Attributes.LAST_SEEN)));
        sighting.judgedUntil().ifPresent(until -> update.set(Attributes.JUDGED_UNTIL, Values.instant(until)));
        sighting.thing()
                .ifPresentOrElse(thing -> update.owned(thing, item.containsKey(Attributes.WATCH)), update::bare);
        sighting.newest().ifPresent(update::read);
        return update;
    }

    /** Timestamp of the reading that it writes. */
    Optional<Instant> lastTimestamp() {
        return sighting.newest().map(Reading::timestamp);
    }

    UpdateItemRequest request(String table) {
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(Map.of(
                        Attributes.DEVICE_ID, Values.text(sighting.deviceId()),
                        Attributes.RECORD, Values.text(Attributes.DEVICE)))
                .updateExpression("SET " + String.join(", ", sets))
                .conditionExpression(String.join(" AND ", conditions))
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    private void seen(Instant at, Optional<Instant> stored) {
        Instant latest = stored.filter(at::isBefore).orElse(at);
        set(Attributes.LAST_SEEN, Values.instant(latest));
        require("(attribute_not_exists(#last_seen) OR #last_seen <= :last_seen)");
    }

    private void owned(String thing, boolean watched) {
        set(Attributes.THING, Values.text(thing));
        require("(attribute_not_exists(#thing) OR #thing = :thing)");
        names.put("#" + Attributes.WATCH, Attributes.WATCH);
        if (watched) {
            // It was bare. Who watches it is to look at it, end its own silence, and watch it no more.
            set(Attributes.WATCH, WatchState.SILENT.of(sighting.deviceId()));
        } else {
            require("attribute_not_exists(#watch)");
        }
    }

    private void bare() {
        names.put("#" + Attributes.THING, Attributes.THING);
        require("attribute_not_exists(#thing)");
        if (!sighting.simulated()) {
            set(Attributes.WATCH, "if_not_exists(#watch, :watch)", WatchState.HEARD.of(sighting.deviceId()));
        }
    }

    private void read(Reading newest) {
        byte[] json = ReadingCodec.encode(newest);
        if (json.length <= LARGEST_READING) {
            set(Attributes.LAST_READING, Values.text(new String(json, StandardCharsets.UTF_8)));
        }
        set(Attributes.LAST_TIMESTAMP, Values.instant(newest.timestamp()));
        require("(attribute_not_exists(#last_timestamp) OR #last_timestamp <= :last_timestamp)");
    }

    private void require(String condition) {
        conditions.add(condition);
    }

    private void set(String attribute, AttributeValue value) {
        set(attribute, ":" + attribute, value);
    }

    private void set(String attribute, String expression, AttributeValue value) {
        sets.add("#" + attribute + " = " + expression);
        names.put("#" + attribute, attribute);
        values.put(":" + attribute, value);
    }
}
