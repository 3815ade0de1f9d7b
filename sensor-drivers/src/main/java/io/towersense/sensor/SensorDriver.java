package io.towersense.sensor;

import io.towersense.telemetry.metric.Metric;
import java.util.Set;

/**
 * One sensor at work. It is opened by its {@link SensorDriverProvider} and read by one thread at a time; a read may take
 * as long as the hardware needs, but has a bound.
 */
public interface SensorDriver extends AutoCloseable {
    /**
     * Measures once. What goes wrong with the sensor is an answer, not an exception; the next read tries again by
     * itself.
     *
     * @throws InterruptedException if the sampler gave up waiting
     */
    Measurement read() throws InterruptedException;

    /** What it measures, as far as that is known before it is read. */
    default Set<Metric> metrics() {
        return Set.of();
    }

    /** Whether no sensor stands behind it: its readings then say so. */
    default boolean isSimulated() {
        return false;
    }

    /**
     * Whether {@link #read()} itself waits until there is something to measure, as a recording does: it is then read
     * again at once, and the configured interval does not count.
     */
    default boolean pacesItself() {
        return false;
    }

    /** Lets go of the hardware. Never throws, and may be called twice. */
    @Override
    default void close() {}
}
