package io.towersense.sensor.sysfs;

import io.towersense.sensor.SensorProblem;
import io.towersense.sensor.SensorProblem.Kind;

/** A sensor's files that tell no value. */
public final class SysfsException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient SensorProblem problem;

    /** @param sentence what is wrong, where, and what to check; one line */
    public SysfsException(Kind kind, String sentence) {
        super(sentence, null, false, false);
        this.problem = new SensorProblem(kind, sentence);
    }

    /** What is wrong. */
    public SensorProblem problem() {
        return problem;
    }
}
