package io.towersense.agent.configuration;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** A configuration that cannot be used. It carries everything that is wrong with it, not only the first. */
public final class InvalidConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;
    private final String source;

    /**
     * Something is wrong.
     *
     * @param source what the configuration is called, such as its file
     * @param problems at least one, in the order of the source
     */
    public InvalidConfigurationException(String source, List<Problem> problems) {
        super(
                problems.stream().map(problem -> problem.messageIn(source)).collect(Collectors.joining("\n")),
                null,
                false,
                false);
        this.source = source;
        this.problems = List.copyOf(problems);
    }

    /** What is wrong with one value, wherever it came from. */
    public static Problem problem(String path, String text) {
        return new Problem(path, OptionalInt.empty(), text);
    }

    /** What is wrong, in the order of the source; at least one. */
    public List<Problem> problems() {
        return problems;
    }

    /** One line for each problem, naming file and line where there are such. */
    public List<String> lines() {
        return problems.stream().map(problem -> problem.messageIn(source)).toList();
    }
}
