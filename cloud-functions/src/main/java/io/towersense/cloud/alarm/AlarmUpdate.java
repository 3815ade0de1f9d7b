package io.towersense.cloud.alarm;

import io.towersense.cloud.table.Attributes;
import io.towersense.cloud.table.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The conditional writes to an alarm's item. No attribute's name is one that DynamoDB reserves. */
final class AlarmUpdate {
    /** An update of attributes, its condition, and the values in both. */
    record Expression(String update, String condition, Map<String, AttributeValue> values) {}

    private final List<String> sets = new ArrayList<>();
    private final List<String> removals = new ArrayList<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    private AlarmUpdate() {}

    static UpdateItemRequest.Builder change(AlarmRecord before, AlarmRecord after) {
        Expression expression = new AlarmUpdate().changed(before, after);
        return UpdateItemRequest.builder()
                .key(AlarmItems.key(after.deviceId(), after.rule()))
                .updateExpression(expression.update())
                .conditionExpression(expression.condition())
                .expressionAttributeValues(expression.values());
    }

    private Expression changed(AlarmRecord before, AlarmRecord after) {
        set(AlarmItems.VERSION, Values.number(before.version() + 1));
        set(AlarmItems.REVISION, Values.number(after.revision()));
        set(AlarmItems.PENDING, AlarmItems.events(after.pending()));
        setOrRemove(AlarmItems.ALARM, after.alarm().map(AlarmItems::event));
        setOrRemove(Attributes.THING, after.thing().map(Values::text));
        setOrRemove(AlarmItems.ENGINE, after.engine().map(AlarmItems::state));
        setOrRemove(Attributes.JUDGED_UNTIL, after.judgedUntil().map(Values::instant));
        set(AlarmItems.OVERTAKEN, AlarmItems.events(after.overtaken()));
        setOrRemove(
                AlarmItems.EVENTS_WAITING,
                Optional.of(after.events().waiting())
                        .filter(waiting -> !waiting.isEmpty())
                        .map(AlarmItems::ownedChanges));
        if (!after.thing().equals(before.thing())) {
            removals.addAll(List.of(
                    AlarmItems.NOTIFIED_REVISION,
                    AlarmItems.TOLD_STANDING,
                    AlarmItems.TOLD_OVER,
                    AlarmItems.NOTIFIER,
                    AlarmItems.NOTIFIER_UNTIL));
        }
        if (before.version() == 0) {
            return expression("attribute_not_exists(version)");
        }
        values.put(":expected", Values.number(before.version()));
        return expression("version = :expected");
    }

    static Expression lease(AlarmRecord record, Lease lease, Instant now) {
        AlarmUpdate update = new AlarmUpdate();
        update.set(AlarmItems.NOTIFIER, Values.text(lease.token()));
        update.set(AlarmItems.NOTIFIER_UNTIL, Values.number(lease.until().toEpochMilli()));
        update.values.put(":expected", Values.number(record.version()));
        update.values.put(":now", Values.number(now.toEpochMilli()));
        update.values.put(":known", Values.number(record.told().revision()));
        update.values.put(":over", AlarmItems.texts(record.told().over()));
        update.values.put(":put", AlarmItems.texts(record.events().put()));
        return update.expression("version = :expected"
                + " AND (attribute_not_exists(notified_revision) OR notified_revision = :known)"
                + " AND (attribute_not_exists(told_over) OR told_over = :over)"
                + " AND (attribute_not_exists(events_put) OR events_put = :put)"
                + " AND (attribute_not_exists(notifier_until) OR notifier_until < :now)");
    }

    static Expression notified(Lease lease, Told told, List<String> put, boolean last) {
        AlarmUpdate update = new AlarmUpdate();
        update.set(AlarmItems.NOTIFIED_REVISION, Values.number(told.revision()));
        update.set(AlarmItems.TOLD_STANDING, AlarmItems.texts(told.standing()));
        update.set(AlarmItems.TOLD_OVER, AlarmItems.texts(told.over()));
        update.set(AlarmItems.EVENTS_PUT, AlarmItems.texts(put));
        update.values.put(":mine", Values.text(lease.token()));
        if (last) {
            update.removals.addAll(List.of(AlarmItems.NOTIFIER, AlarmItems.NOTIFIER_UNTIL));
        }
        return update.expression("notifier = :mine");
    }

    static Expression nothingToTell(AlarmRecord record, List<String> put) {
        AlarmUpdate update = new AlarmUpdate();
        update.set(AlarmItems.NOTIFIED_REVISION, Values.number(record.revision()));
        update.set(AlarmItems.EVENTS_PUT, AlarmItems.texts(put));
        update.values.put(":expected", Values.number(record.version()));
        return update.expression("version = :expected");
    }

    private Expression expression(String condition) {
        String update = (sets.isEmpty() ? "" : "SET " + String.join(", ", sets))
                + (removals.isEmpty() ? "" : " REMOVE " + String.join(", ", removals));
        return new Expression(update.strip(), condition, values);
    }

    private void set(String attribute, AttributeValue value) {
        sets.add(attribute + " = :" + attribute);
        values.put(":" + attribute, value);
    }

    private void setOrRemove(String attribute, Optional<AttributeValue> value) {
        value.ifPresentOrElse(present -> set(attribute, present), () -> removals.add(attribute));
    }
}
