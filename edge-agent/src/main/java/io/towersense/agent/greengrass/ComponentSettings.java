package io.towersense.agent.greengrass;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A component's configuration with the core's name where its recipe variable stands, which few nuclei replace themselves. */
public final class ComponentSettings {
    private static final String THING = "{iot:thingName}";

    private ComponentSettings() {}

    /** The tree with the name in all of its texts. */
    public static Map<String, Object> of(Map<String, Object> configuration, String thing) {
        return named(configuration, thing);
    }

    private static Map<String, Object> named(Map<?, ?> map, String thing) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((key, value) -> named.put(String.valueOf(key), named(value, thing)));
        return named;
    }

    private static Object named(Object value, String thing) {
        if (value instanceof String text) {
            return text.replace(THING, thing);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(one -> named(one, thing)).toList();
        }
        return value instanceof Map<?, ?> map ? named(map, thing) : value;
    }
}
