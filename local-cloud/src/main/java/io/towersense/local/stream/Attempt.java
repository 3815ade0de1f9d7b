package io.towersense.local.stream;

import java.time.Duration;
import java.util.List;

/**
 * A batch on its way into the function.
 *
 * @param records in order, at least one
 * @param retries how many retries of these records count against the quota
 * @param invocations how often the function had any of them
 * @param functionFailed whether the function failed the last time, rather than named records
 * @param notBefore the monotonic time before which it is not tried
 */
record Attempt(List<StreamRecord> records, int retries, int invocations, boolean functionFailed, Duration notBefore) {

    static Attempt first(List<StreamRecord> records) {
        return new Attempt(records, 0, 0, false, Duration.ZERO);
    }

    Attempt of(List<StreamRecord> some) {
        return new Attempt(some, retries, invocations, functionFailed, notBefore);
    }
}
