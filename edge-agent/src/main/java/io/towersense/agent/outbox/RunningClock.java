package io.towersense.agent.outbox;

import io.towersense.telemetry.time.Clock;

/** The clock by which the outbox dates things: it goes on from run to run, and does not count the time between. */
final class RunningClock {
    private final Clock clock;
    private final long origin;

    /**
     * A clock that goes on.
     *
     * @param soFar how long agents have run with the outbox, in nanoseconds
     */
    RunningClock(Clock clock, long soFar) {
        this.clock = clock;
        this.origin = clock.monotonic().toNanos() - soFar;
    }

    Moment now() {
        return new Moment(clock.monotonic().toNanos() - origin, clock.now());
    }
}
