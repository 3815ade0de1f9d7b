package io.towersense.sensor.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When which scenario acts: one after the other, each as long as the next.
 *
 * @param scenarios in order; none is allowed
 * @param start of the first, since the driver was opened
 * @param length of each, more than zero
 */
record ScenarioPlan(List<Scenario> scenarios, Duration start, Duration length) {
    ScenarioPlan {
        scenarios = List.copyOf(scenarios);
    }

    /**
     * A scenario under way.
     *
     * @param began when it began, since the driver was opened
     * @param progress from 0, where it begins, to 1, where it is over
     * @param remaining until it is over
     */
    record Stage(Scenario scenario, Duration began, double progress, Duration remaining) {}

    /** What is under way at this time; empty where all is well. */
    Optional<Stage> at(Duration elapsed) {
        if (scenarios.isEmpty() || elapsed.compareTo(start) < 0) {
            return Optional.empty();
        }
        Duration since = elapsed.minus(start);
        long index = since.dividedBy(length);
        if (index >= scenarios.size()) {
            return Optional.empty();
        }
        Duration before = length.multipliedBy(index);
        Duration within = since.minus(before);
        double progress = (double) within.toNanos() / length.toNanos();
        return Optional.of(new Stage(scenarios.get((int) index), start.plus(before), progress, length.minus(within)));
    }
}
