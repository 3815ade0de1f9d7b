package io.towersense.sensor.chip;

import io.towersense.sensor.SensorProblem;

/** A chip that answers, and not as it should. */
public final class ChipException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient SensorProblem problem;

    /** @param sentence what is wrong, where, and what to check */
    public ChipException(SensorProblem.Kind kind, String sentence) {
        super(sentence, null, false, false);
        this.problem = new SensorProblem(kind, sentence);
    }

    /** What is wrong. */
    public SensorProblem problem() {
        return problem;
    }
}
