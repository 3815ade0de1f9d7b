package io.towersense.cloud.testing;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an item holds; an attribute that is absent fails the test. */
public final class Items {
    private Items() {}

    public static AttributeValue value(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name), name);
    }

    public static String text(Map<String, AttributeValue> item, String name) {
        return value(item, name).s();
    }

    public static BigDecimal number(Map<String, AttributeValue> item, String name) {
        return new BigDecimal(value(item, name).n());
    }
}
