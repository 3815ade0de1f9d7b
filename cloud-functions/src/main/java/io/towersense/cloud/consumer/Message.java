package io.towersense.cloud.consumer;

import java.time.Instant;
import java.util.Optional;

/**
 * Where readings came from.
 *
 * @param record that carried them
 * @param thing who sent them; empty where the record is bare
 * @param receivedAt when the cloud received them: the IoT rule, or the stream for a bare record
 * @param judged whether their sender has judged them
 * @param resubmittedFrom the object in quarantine from which an operator put them back
 */
record Message(
        StreamRecord record,
        Optional<String> thing,
        Instant receivedAt,
        boolean judged,
        Optional<String> resubmittedFrom) {

    /** Whether somebody put them back from quarantine: they complete the table, and move nothing. */
    boolean isResubmitted() {
        return resubmittedFrom.isPresent();
    }

    /** Whether it is the cloud that judges them. */
    boolean isToBeJudged() {
        return !judged && !isResubmitted();
    }
}
