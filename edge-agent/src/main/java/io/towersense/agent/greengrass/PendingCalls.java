package io.towersense.agent.greengrass;

import io.towersense.agent.greengrass.NucleusFault.TimedOut;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The requests that wait for an answer. The SDK never completes one whose connection ends, and knows no time limit; here
 * each is completed, whatever happens. Thread-safe.
 */
final class PendingCalls {
    private final Set<Pending> calls = ConcurrentHashMap.newKeySet();

    /** One more, forgotten once the result is there. Says whether it is the only one. */
    boolean add(CompletableFuture<?> result, Right right, Duration asked, Duration atMost) {
        Pending call = new Pending(result, right, asked.plus(atMost), atMost);
        calls.add(call);
        boolean isOnlyOne = calls.size() == 1;
        var unused = result.whenComplete((value, failure) -> calls.remove(call));
        return isOnlyOne;
    }

    /** When the first runs out of time. */
    Optional<Duration> earliestDeadline() {
        return calls.stream().map(Pending::deadline).min(Comparator.naturalOrder());
    }

    /** Completes those that had time enough. */
    void expire(Duration now) {
        for (Pending call : calls) {
            if (call.deadline().compareTo(now) <= 0) {
                call.fail(new TimedOut("the nucleus does not answer "
                        + call.right().operation() + " within "
                        + call.atMost().toMillis() + " ms"));
            }
        }
    }

    /** Completes all. */
    void failAll(NucleusFault fault) {
        calls.forEach(call -> call.fail(fault));
    }

    private record Pending(CompletableFuture<?> result, Right right, Duration deadline, Duration atMost) {
        void fail(NucleusFault fault) {
            result.completeExceptionally(new NucleusException(fault));
        }
    }
}
