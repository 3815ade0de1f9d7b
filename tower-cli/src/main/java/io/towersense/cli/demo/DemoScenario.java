package io.towersense.cli.demo;

import java.time.Duration;
import java.util.Map;

/**
 * Something that goes wrong during a demo, and passes.
 *
 * @param name the simulator's name for it
 * @param start after the beginning
 * @param length of all of it
 */
record DemoScenario(String name, Duration start, Duration length) {
    private static final int FEWEST_READINGS = 5;

    /** A scenario that begins after a sixth of the demo and takes two fifths of it, or five readings if that is more. */
    static DemoScenario within(String name, Duration demo, Duration interval) {
        Duration usual = demo.multipliedBy(2).dividedBy(5);
        Duration least = interval.multipliedBy(FEWEST_READINGS);
        return new DemoScenario(name, demo.dividedBy(6), usual.compareTo(least) < 0 ? least : usual);
    }

    /** When a sensor is taken for frozen: soon enough to be seen, and to be over before the demo is. */
    Duration frozenAfter() {
        return length.dividedBy(5);
    }

    Map<String, String> options() {
        return Map.of(
                "scenario", name,
                "scenario_start", start.toMillis() + "ms",
                "scenario_length", length.toMillis() + "ms");
    }
}
