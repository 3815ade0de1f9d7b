package io.towersense.agent.sampling;

/**
 * Who is given what the sensors say. Called on the device's own thread, one call at a time for each device; but for a
 * miss, of which the sampler's own thread tells where a read hangs.
 */
public interface SampleListener {
    /** The sensor answered. The device's next turn waits until this returns; other devices do not. */
    void sampled(Sample sample);

    /** The sensor gave nothing usable; told at every turn. */
    default void missed(Miss miss) {}

    /** The sensor has a fault, or another than before; told once. Part of it may go on measuring. */
    default void faulted(String deviceId, String reason) {}

    /** There is nothing more to come from this device. */
    default void exhausted(String deviceId) {}
}
