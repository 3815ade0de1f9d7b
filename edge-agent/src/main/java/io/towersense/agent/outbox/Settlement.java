package io.towersense.agent.outbox;

import java.util.Map;

/**
 * What has become of messages that were out, to be written down.
 *
 * @param delivered how many readings were in it, by message id; 0 where that is not known
 * @param refused how often since the last commit, by message id
 * @param aside reason by message id
 */
record Settlement(Map<String, Integer> delivered, Map<String, Integer> refused, Map<String, String> aside) {
    Settlement {
        delivered = Map.copyOf(delivered);
        refused = Map.copyOf(refused);
        aside = Map.copyOf(aside);
    }

    boolean isEmpty() {
        return delivered.isEmpty() && refused.isEmpty() && aside.isEmpty();
    }
}
