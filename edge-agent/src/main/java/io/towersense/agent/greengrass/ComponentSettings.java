package io.towersense.agent.greengrass;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a component's configuration is meant for the agent: all but the nucleus' own authorization policies, with the
 * thing's name where the recipe variable stands, which only some nuclei replace by themselves.
 */
public final class ComponentSettings {
    private static final String POLICIES = "accessControl";
    private static final String THING = "{iot:thingName}";

    private ComponentSettings() {}

    /** The agent's part of the tree. */
    public static Map<String, Object> of(Map<String, Object> configuration, String thing) {
        Map<String, Object> settings = new LinkedHashMap<>();
        configuration.forEach((key, value) -> {
            if (!key.equalsIgnoreCase(POLICIES)) {
                settings.put(key, named(value, thing));
            }
        });
        return settings;
    }

    private static Object named(Object value, String thing) {
        if (value instanceof String text) {
            return text.replace(THING, thing);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(one -> named(one, thing)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> named = new LinkedHashMap<>();
            map.forEach((key, one) -> named.put(String.valueOf(key), named(one, thing)));
            return named;
        }
        return value;
    }
}
