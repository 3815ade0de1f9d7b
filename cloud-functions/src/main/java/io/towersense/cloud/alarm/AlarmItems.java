package io.towersense.cloud.alarm;

import io.towersense.cloud.table.Attributes;
import io.towersense.cloud.table.Values;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.codec.AlarmCodec;
import io.towersense.telemetry.codec.StateCodec;
import io.towersense.telemetry.engine.RuleState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An alarm's item: the names of its attributes, and what is in them. */
final class AlarmItems {
    static final String VERSION = "version";
    static final String REVISION = "revision";
    static final String NOTIFIED_REVISION = "notified_revision";
    static final String ALARM = "alarm";
    static final String PENDING = "pending";
    static final String OVERTAKEN = "overtaken";
    static final String TOLD_STANDING = "told_standing";
    static final String TOLD_OVER = "told_over";
    static final String EVENTS_WAITING = "events_waiting";
    static final String EVENTS_PUT = "events_put";
    static final String ENGINE = "engine";
    static final String NOTIFIER = "notifier";
    static final String NOTIFIER_UNTIL = "notifier_until";

    private AlarmItems() {}

    static Map<String, AttributeValue> key(String deviceId, String rule) {
        return Map.of(
                Attributes.DEVICE_ID, Values.text(deviceId), Attributes.RECORD, Values.text(Attributes.ALARM + rule));
    }

    static AlarmRecord read(Map<String, AttributeValue> item) {
        String rule = Values.text(item, Attributes.RECORD).orElse("").substring(Attributes.ALARM.length());
        return new AlarmRecord(
                Values.text(item, Attributes.DEVICE_ID).orElse(""),
                rule,
                Values.whole(item, VERSION).orElse(0L),
                Values.text(item, Attributes.THING),
                Values.whole(item, REVISION).orElse(0L),
                Values.text(item, ALARM).map(AlarmItems::event),
                events(item, PENDING),
                events(item, OVERTAKEN),
                told(item),
                new EventBacklog(ownedChanges(item), eventsPut(item)),
                Values.text(item, ENGINE).map(AlarmItems::state),
                Values.instant(item, Attributes.JUDGED_UNTIL),
                lease(item));
    }

    static AttributeValue event(AlarmEvent event) {
        return text(AlarmCodec.encode(event));
    }

    static AttributeValue state(RuleState state) {
        return text(StateCodec.encode(state));
    }

    static AttributeValue events(List<AlarmEvent> events) {
        return AttributeValue.fromL(events.stream().map(AlarmItems::event).toList());
    }

    static AttributeValue ownedChanges(List<OwnedChange> changes) {
        return AttributeValue.fromL(
                changes.stream().map(AlarmItems::ownedChange).toList());
    }

    static AttributeValue texts(List<String> texts) {
        return AttributeValue.fromL(texts.stream().map(Values::text).toList());
    }

    static Told told(Map<String, AttributeValue> item) {
        return new Told(
                Values.whole(item, NOTIFIED_REVISION).orElse(0L), texts(item, TOLD_STANDING), texts(item, TOLD_OVER));
    }

    static List<String> eventsPut(Map<String, AttributeValue> item) {
        return texts(item, EVENTS_PUT);
    }

    private static AttributeValue ownedChange(OwnedChange change) {
        Map<String, AttributeValue> fields = new HashMap<>();
        fields.put(ALARM, event(change.event()));
        change.thing().ifPresent(thing -> fields.put(Attributes.THING, Values.text(thing)));
        return AttributeValue.fromM(fields);
    }

    private static List<OwnedChange> ownedChanges(Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get(EVENTS_WAITING)).map(AttributeValue::l).orElse(List.of()).stream()
                .map(AttributeValue::m)
                .map(fields -> new OwnedChange(
                        event(Values.text(fields, ALARM).orElseThrow()), Values.text(fields, Attributes.THING)))
                .toList();
    }

    private static List<AlarmEvent> events(Map<String, AttributeValue> item, String name) {
        return texts(item, name).stream().map(AlarmItems::event).toList();
    }

    private static List<String> texts(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name))
                .map(list -> list.l().stream().map(AttributeValue::s).toList())
                .orElse(List.of());
    }

    private static Optional<Lease> lease(Map<String, AttributeValue> item) {
        return Values.text(item, NOTIFIER)
                .map(token -> new Lease(
                        token,
                        Instant.ofEpochMilli(Values.whole(item, NOTIFIER_UNTIL).orElse(0L))));
    }

    private static AlarmEvent event(String json) {
        return AlarmCodec.decode(json.getBytes(StandardCharsets.UTF_8));
    }

    private static RuleState state(String json) {
        return StateCodec.decodeRule(json.getBytes(StandardCharsets.UTF_8));
    }

    private static AttributeValue text(byte[] json) {
        return Values.text(new String(json, StandardCharsets.UTF_8));
    }
}
