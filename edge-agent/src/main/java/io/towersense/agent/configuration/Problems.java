package io.towersense.agent.configuration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The problems found so far: reading goes on, so that a person sees them all at once. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();

    void add(String path, int line, String text) {
        found.add(Problem.at(path, line, text));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** @throws InvalidConfigurationException with all of them, if there is one */
    void failIfAny(String source) {
        if (!found.isEmpty()) {
            throw new InvalidConfigurationException(source, sorted());
        }
    }

    /** All of them, in the order of the file. */
    List<Problem> sorted() {
        return found.stream()
                .sorted(Comparator.comparingInt(problem -> problem.line().orElse(0)))
                .toList();
    }
}
