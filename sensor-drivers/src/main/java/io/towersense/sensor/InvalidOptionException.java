package io.towersense.sensor;

/** A driver option that is wrong. */
public final class InvalidOptionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String option;
    private final String problem;

    /** Names the option and says what is wrong with it and what to write. */
    public InvalidOptionException(String option, String problem) {
        super(option + ": " + problem, null, false, false);
        this.option = option;
        this.problem = problem;
    }

    /** The option's name. */
    public String option() {
        return option;
    }

    /** What is wrong with it, and what to write. */
    public String problem() {
        return problem;
    }
}
