package io.towersense.agent.greengrass;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a component's configuration is meant for the agent: all but the component's rights, with the core's name where
 * its recipe variable stands, which few nuclei replace themselves. A tree of maps, lists, texts, booleans and doubles.
 */
final class ComponentSettings {
    private static final String RIGHTS = "accessControl";
    private static final String THING = "{iot:thingName}";

    private ComponentSettings() {}

    /** The agent's part of the tree; an empty one where there is none. */
    static Map<String, Object> of(@Nullable Map<String, Object> configuration, String thing) {
        Map<String, Object> settings = named(configuration == null ? Map.of() : configuration, thing);
        settings.remove(RIGHTS);
        return settings;
    }

    private static Map<String, Object> named(Map<?, ?> map, String thing) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            // A key without a value is no key.
            if (value != null) {
                named.put(String.valueOf(key), named(value, thing));
            }
        });
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
