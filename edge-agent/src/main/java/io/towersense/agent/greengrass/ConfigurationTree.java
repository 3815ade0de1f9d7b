package io.towersense.agent.greengrass;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A component's configuration as its author wrote it, from what the nucleus makes of it: every number a {@code double}. */
final class ConfigurationTree {
    /** In the configuration, and the nucleus' own. */
    private static final String RIGHTS = "accessControl";

    private static final double LARGEST_EXACT = 1L << 53;

    private ConfigurationTree() {}

    /** The tree without the component's rights, with whole numbers as {@link Long}. */
    static Map<String, Object> of(Map<String, Object> raw) {
        Map<String, Object> tree = map(raw);
        tree.remove(RIGHTS);
        return tree;
    }

    private static Map<String, Object> map(Map<?, ?> raw) {
        Map<String, Object> result = new LinkedHashMap<>();
        raw.forEach((key, value) -> {
            Object written = value(value);
            if (written != null) {
                result.put(String.valueOf(key), written);
            }
        });
        return result;
    }

    private static @Nullable Object value(@Nullable Object raw) {
        if (raw instanceof Map<?, ?> map) {
            return map(map);
        }
        if (raw instanceof List<?> list) {
            return list.stream().map(ConfigurationTree::value).toList();
        }
        if (raw instanceof Double number && number == Math.rint(number) && Math.abs(number) <= LARGEST_EXACT) {
            return number.longValue();
        }
        return raw;
    }
}
