package io.towersense.agent.greengrass;

import io.towersense.agent.greengrass.NucleusFault.SpoolFull;
import io.towersense.agent.greengrass.NucleusFault.Unauthorised;
import io.towersense.agent.uplink.Backoff;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * For how long nothing is to be tried where a nucleus takes no messages: longer from refusal to refusal. What was sent
 * before a pause and is refused within it is no further refusal. For one thread at a time.
 */
final class Holding {
    private static final Duration WITHOUT_THE_RIGHT = Duration.ofMinutes(10);

    private final Backoff whileFull;
    private final Backoff whileOffline;
    private Duration until = Duration.ZERO;
    private Class<?> cause = Void.class;
    private int refusals;

    Holding(RandomGenerator jitter) {
        whileFull = new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(60), jitter);
        whileOffline = new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(5), jitter);
    }

    /** A message was taken. */
    void accepted() {
        refusals = 0;
        until = Duration.ZERO;
    }

    /** A message was not taken, for that reason. */
    Duration refused(NucleusFault fault, Duration now) {
        if (cause.equals(fault.getClass()) && until.compareTo(now) > 0) {
            return until.minus(now);
        }
        refusals = cause.equals(fault.getClass()) ? refusals + 1 : 1;
        cause = fault.getClass();
        Duration pause = pause(fault);
        until = now.plus(pause);
        return pause;
    }

    private Duration pause(NucleusFault fault) {
        if (fault instanceof Unauthorised) {
            return WITHOUT_THE_RIGHT;
        }
        return fault instanceof SpoolFull ? whileFull.after(refusals) : whileOffline.after(refusals);
    }
}
