package io.towersense.telemetry.rule;

/** A rule that makes no sense. The message begins with the path of the field, as in {@code levels[1].clear_at}. */
public final class InvalidRuleException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String path;
    private final String problem;

    /** Names the field within the rule and says what is wrong with it. */
    public InvalidRuleException(String path, String problem) {
        super(path + ": " + problem, null, false, false);
        this.path = path;
        this.problem = problem;
    }

    /** The field's path within the rule, such as {@code levels[1].clear_at}. */
    public String path() {
        return path;
    }

    /** What is wrong with it. */
    public String problem() {
        return problem;
    }
}
