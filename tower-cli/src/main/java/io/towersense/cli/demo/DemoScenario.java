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
    /** A scenario that begins after a sixth of the demo and takes two fifths of it. */
    static DemoScenario within(String name, Duration demo) {
        return new DemoScenario(
                name, demo.dividedBy(6), demo.multipliedBy(2).dividedBy(5));
    }

    Map<String, String> options() {
        return Map.of(
                "scenario", name,
                "scenario_start", start.toMillis() + "ms",
                "scenario_length", length.toMillis() + "ms");
    }
}
