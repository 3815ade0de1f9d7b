package io.towersense.agent.greengrass;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A classic nucleus' count of a component's errors in one of its states: the third, each within an hour of the one before,
 * makes the component BROKEN.
 */
public final class ErrorCount {
    private static final int MOST = 3;
    private static final Duration RESET = Duration.ofHours(1);

    private final List<Instant> errors = new ArrayList<>();

    /** One more; says whether the component is BROKEN by it. */
    public boolean errored(Instant now) {
        if (!errors.isEmpty()
                && Duration.between(errors.get(errors.size() - 1), now).compareTo(RESET) >= 0) {
            errors.clear();
        }
        errors.add(now);
        return errors.size() >= MOST;
    }

    /** The state was left without an error. */
    public void reset() {
        errors.clear();
    }
}
