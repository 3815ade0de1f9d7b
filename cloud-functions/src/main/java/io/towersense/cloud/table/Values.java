package io.towersense.cloud.table;

import io.towersense.telemetry.time.Timestamps;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values of attributes, and what an item holds. Numbers stay the decimal numbers that they are. */
public final class Values {
    private static final int MOST_DIGITS = 38;

    private Values() {}

    public static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    public static AttributeValue number(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    /** The same number, without the zeros by which its text could be longer than an attribute may be. */
    public static AttributeValue number(BigDecimal number) {
        boolean plain = number.signum() != 0 && number.precision() <= MOST_DIGITS;
        return AttributeValue.fromN((plain ? number : number.stripTrailingZeros()).toString());
    }

    /** The instant as a sort key, so that instants compare as texts do. */
    public static AttributeValue instant(Instant instant) {
        return AttributeValue.fromS(Timestamps.sortKey(instant));
    }

    /** The text of this name; empty where the item has none. */
    public static Optional<String> text(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }

    /** The instant of this name; empty where the item has none. */
    public static Optional<Instant> instant(Map<String, AttributeValue> item, String name) {
        return text(item, name).map(Timestamps::parse);
    }

    /** The whole number of this name; empty where the item has none. */
    public static Optional<Long> whole(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::n).map(Long::valueOf);
    }
}
