package io.towersense.telemetry.engine;

import java.time.Duration;

/**
 * Where one level of one rule stands: the four states that ISA-18.2 and OPC UA Part 9 give a limit with delays. Times
 * are elapsed times of whoever drives the engine.
 */
public sealed interface Condition {
    /** The value is right, and has been for long enough. */
    record Normal() implements Condition {}

    /** The value is wrong, but has not been for the whole on-delay. */
    record Pending(Duration since) implements Condition {}

    /** The value is wrong, and has been for the whole on-delay; or it is within the deadband since. */
    record Active() implements Condition {}

    /** The value is right again, but has not been for the whole off-delay. */
    record Clearing(Duration since) implements Condition {}

    /** Whether an alarm stands because of this level. */
    default boolean isStanding() {
        return this instanceof Active || this instanceof Clearing;
    }

    /**
     * The one transition function.
     *
     * @param side where the value lies now
     * @param now the elapsed time, not before any earlier one
     * @param onDelay how long a value has to be wrong, zero or more
     * @param offDelay how long a value has to be right, zero or more
     */
    default Condition next(Side side, Duration now, Duration onDelay, Duration offDelay) {
        if (this instanceof Pending pending) {
            return side == Side.WRONG ? after(pending.since(), now, onDelay, new Active()) : new Normal();
        }
        if (this instanceof Clearing clearing) {
            return side == Side.RIGHT ? after(clearing.since(), now, offDelay, new Normal()) : new Active();
        }
        if (this instanceof Active) {
            return side == Side.RIGHT ? new Clearing(now).next(side, now, onDelay, offDelay) : new Active();
        }
        return side == Side.WRONG ? new Pending(now).next(side, now, onDelay, offDelay) : new Normal();
    }

    /** The same condition on a clock that was started again: a delay that was running begins anew. */
    default Condition restartedAt(Duration now) {
        if (this instanceof Pending) {
            return new Pending(now);
        }
        return this instanceof Clearing ? new Clearing(now) : this;
    }

    /** The same condition where {@code gap} is taken out of a delay that is running: time that does not count. */
    default Condition shiftedBy(Duration gap) {
        if (this instanceof Pending pending) {
            return new Pending(pending.since().plus(gap));
        }
        return this instanceof Clearing clearing ? new Clearing(clearing.since().plus(gap)) : this;
    }

    private Condition after(Duration since, Duration now, Duration delay, Condition then) {
        return now.minus(since).compareTo(delay) >= 0 ? then : this;
    }
}
