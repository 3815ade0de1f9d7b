package io.towersense.agent.sampling;

/** Who is given what the sensors say. Called on the device's own thread, one call at a time for each device. */
public interface SampleListener {
    /** The sensor answered. The device's next turn waits until this returns; other devices do not. */
    void sampled(Sample sample);

    /** The sensor gave nothing usable, for another reason than before. */
    default void faulted(String deviceId, String reason) {}

    /** There is nothing more to come from this device. */
    default void exhausted(String deviceId) {}
}
