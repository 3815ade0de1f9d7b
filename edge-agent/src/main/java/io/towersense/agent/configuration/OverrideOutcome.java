package io.towersense.agent.configuration;

import java.util.List;

/** What became of overrides that somebody desires. */
public sealed interface OverrideOutcome {
    /**
     * They are in force.
     *
     * @param effective the configuration with them
     */
    record Applied(AgentConfiguration effective) implements OverrideOutcome {}

    /**
     * None of them is in force; the last good ones are.
     *
     * @param problems everything that is wrong with them, at least one
     */
    record Refused(List<Problem> problems) implements OverrideOutcome {
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
