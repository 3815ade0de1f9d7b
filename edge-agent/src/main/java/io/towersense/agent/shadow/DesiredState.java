package io.towersense.agent.shadow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.towersense.agent.configuration.OverrideOutcome;
import io.towersense.agent.configuration.Problem;
import java.util.List;

/**
 * What was desired, and what became of it.
 *
 * @param json an object; an empty one where nothing is desired
 * @param version the shadow's when it was first seen
 */
record DesiredState(JsonNode json, long version, OverrideOutcome outcome) {
    private static final int MOST_PROBLEMS = 5;
    private static final int LONGEST_PROBLEM = 200;

    /** How many bytes of the shadow it takes. */
    int size() {
        return json.isEmpty() ? 0 : ShadowJson.bytes(json).length;
    }

    /** Says under {@code desired} what became of it, at length or short; nothing where nothing is desired. */
    void report(ObjectNode reported, boolean isShort) {
        if (json.isEmpty()) {
            reported.putNull("desired");
            return;
        }
        ObjectNode told = reported.putObject("desired");
        told.put("version", version);
        if (outcome instanceof OverrideOutcome.Refused refused) {
            told.put("status", "refused");
            problems(told.putArray("problems"), refused.problems(), isShort ? 1 : MOST_PROBLEMS);
        } else {
            told.put("status", "applied");
            told.putNull("problems");
        }
    }

    private static void problems(ArrayNode told, List<Problem> problems, int most) {
        problems.stream().limit(most).forEach(problem -> told.add(ShadowJson.cut(problem.message(), LONGEST_PROBLEM)));
        if (problems.size() > most) {
            told.add("and " + (problems.size() - most) + " more");
        }
    }
}
