package io.towersense.cloud.table;

import io.towersense.telemetry.reading.FieldNames;
import io.towersense.telemetry.reading.QualityFlag;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.time.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items of readings that were taken in at one moment. */
public final class ReadingItems {
    private final AttributeValue ingestedAt;
    private final AttributeValue expiresAt;

    /**
     * Readings taken in at this moment.
     *
     * @param retention how long an item is kept
     */
    public ReadingItems(Instant ingestedAt, Duration retention) {
        this.ingestedAt = Values.text(Timestamps.format(ingestedAt));
        this.expiresAt = Values.number(ingestedAt.plus(retention).getEpochSecond());
    }

    /** The reading's item; {@code thing} is who sent it, empty where nobody says so. */
    public Map<String, AttributeValue> item(Reading reading, Optional<String> thing) {
        Map<String, AttributeValue> item = new HashMap<>(32);
        reading.values().forEach((name, value) -> item.put(name, Values.number(value)));
        item.put(Attributes.DEVICE_ID, Values.text(reading.deviceId()));
        item.put(Attributes.TIMESTAMP, Values.instant(reading.timestamp()));
        item.put(Attributes.INGESTION_TIMESTAMP, ingestedAt);
        item.put(Attributes.EXPIRES_AT, expiresAt);
        thing.ifPresent(name -> item.put(Attributes.THING, Values.text(name)));
        reading.firmwareVersion().ifPresent(text -> item.put(FieldNames.FIRMWARE_VERSION, Values.text(text)));
        reading.siteId().ifPresent(text -> item.put(FieldNames.SITE_ID, Values.text(text)));
        reading.clock().ifPresent(clock -> item.put(FieldNames.CLOCK, Values.text(clock.label())));
        if (reading.simulated()) {
            item.put(FieldNames.SIMULATED, AttributeValue.fromBool(true));
        }
        if (!reading.quality().isEmpty()) {
            item.put(FieldNames.QUALITY, AttributeValue.fromM(quality(reading.quality())));
        }
        if (!reading.breaches().isEmpty()) {
            item.put(FieldNames.BREACHES, texts(reading.breaches()));
        }
        return item;
    }

    private static Map<String, AttributeValue> quality(Map<String, Set<QualityFlag>> flags) {
        Map<String, AttributeValue> quality = new HashMap<>();
        flags.forEach((metric, set) ->
                quality.put(metric, texts(set.stream().map(QualityFlag::label).toList())));
        return quality;
    }

    private static AttributeValue texts(List<String> texts) {
        return AttributeValue.fromL(texts.stream().map(Values::text).toList());
    }
}
