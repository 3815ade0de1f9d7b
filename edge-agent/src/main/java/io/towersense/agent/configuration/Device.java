package io.towersense.agent.configuration;

import io.towersense.sensor.DriverOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One sensor, or one board of sensors, that the gateway reads.
 *
 * @param id as it stands in readings, 1 to 128 of {@code [A-Za-z0-9_.:-]}
 * @param name for people
 * @param place where it is, for people
 * @param whatToDo what helps when it raises an alarm
 * @param driver the name of its driver
 * @param interval how often it is read
 * @param options of the driver
 * @param firmwareVersion as it stands in readings
 */
public record Device(
        String id,
        String name,
        Optional<String> place,
        Optional<String> whatToDo,
        String driver,
        Duration interval,
        DriverOptions options,
        Optional<String> firmwareVersion) {

    /** How often a device is read where nothing is said. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

    /** A device with the defaults, called by its id. */
    public static Device of(String id, String driver) {
        return new Device(
                id,
                id,
                Optional.empty(),
                Optional.empty(),
                driver,
                DEFAULT_INTERVAL,
                DriverOptions.NONE,
                Optional.empty());
    }

    /** The same device, called so by people. */
    public Device named(String text) {
        return new Device(id, text, place, whatToDo, driver, interval, options, firmwareVersion);
    }

    /** The same device in that place. */
    public Device placed(String text) {
        return new Device(id, name, Optional.of(text), whatToDo, driver, interval, options, firmwareVersion);
    }

    /** The same device with what helps when it raises an alarm. */
    public Device withWhatToDo(String text) {
        return new Device(id, name, place, Optional.of(text), driver, interval, options, firmwareVersion);
    }

    /** The same device, read that often. */
    public Device every(Duration time) {
        return new Device(id, name, place, whatToDo, driver, time, options, firmwareVersion);
    }

    /** The same device with other options for its driver. */
    public Device withOptions(Map<String, String> values) {
        return new Device(id, name, place, whatToDo, driver, interval, new DriverOptions(values), firmwareVersion);
    }

    /** The same device with that firmware. */
    public Device withFirmwareVersion(String version) {
        return new Device(id, name, place, whatToDo, driver, interval, options, Optional.of(version));
    }

    /** Name and place for people: {@code Cabinet 1 (north wall)}. */
    public String label() {
        return place.map(text -> name + " (" + text + ")").orElse(name);
    }
}
