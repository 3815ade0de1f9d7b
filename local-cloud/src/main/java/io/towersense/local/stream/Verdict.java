package io.towersense.local.stream;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a function's answer says of a batch, as AWS reads it. */
sealed interface Verdict {
    /** All of it is done. */
    record Done() implements Verdict {}

    /** None of it counts as done. */
    record Failed(String reason) implements Verdict {}

    /** The function threw. */
    record Threw() implements Verdict {}

    /** What lies before the index is done; from there on everything is delivered again, whatever became of it. */
    record FailedFrom(int index) implements Verdict {}

    /**
     * Reads an answer. No answer, no list and an empty list are a success; an item without an identifier, or with one that
     * the batch does not hold, makes the whole batch a failure; otherwise the lowest sequence number named counts.
     */
    static Verdict of(@Nullable StreamsEventResponse answer, List<StreamRecord> batch) {
        List<StreamsEventResponse.BatchItemFailure> failures = answer == null ? null : answer.getBatchItemFailures();
        if (failures == null || failures.isEmpty()) {
            return new Done();
        }
        Map<BigInteger, Integer> places = new HashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            places.put(batch.get(i).order(), i);
        }
        int lowest = batch.size();
        for (StreamsEventResponse.BatchItemFailure failure : failures) {
            @Nullable String identifier = failure == null ? null : failure.getItemIdentifier();
            Integer place = identifier == null || !identifier.matches("\\d{1,129}")
                    ? null
                    : places.get(new BigInteger(identifier));
            if (place == null) {
                return new Failed("the answer names '" + identifier + "', which is no record of the batch");
            }
            lowest = Math.min(lowest, place);
        }
        return lowest == 0 ? new Failed("the answer names the batch's first record") : new FailedFrom(lowest);
    }
}
