package io.towersense.sensor.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Something that goes wrong at a simulated site, and passes. */
enum Scenario {
    /** The air conditioning stops: far above 45 °C for two fifths of the time, below 43 °C again for the last quarter. */
    COOLING_FAILURE,
    /** The door stands open: temperature and humidity go towards those outdoors. Breaks no default limit. */
    DOOR_OPEN,
    /** The sensor answers, and its counts never change. */
    SENSOR_FROZEN,
    /** The sensor gives no answer. */
    SENSOR_DEAD;

    static final Map<String, Scenario> BY_KEY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Scenario::key, Function.identity()));

    /** The name in a configuration, such as {@code cooling-failure}. */
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
