package io.towersense.sensor.sysfs;

import io.towersense.telemetry.metric.Metric;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How one of the kernel's subsystems for sensors lays out its devices and their files. */
public interface KernelInterface {
    /** Its name for a person, such as {@code IIO}. */
    String name();

    /** The folder where its devices are. */
    String root();

    /** What a device's folder is called. */
    Pattern folder();

    /** What its channels are called, by metric. */
    Map<Metric, ChannelForm> forms();

    /**
     * A channel of a device.
     *
     * @param name of the channel
     * @param files that the device has
     * @return empty where the device has no such channel
     */
    Optional<Channel> channel(Metric metric, String name, Set<String> files);
}
