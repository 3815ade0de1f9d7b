package io.towersense.agent.configuration;

import io.towersense.sensor.DriverOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the gateway reads as one: a sensor, or several that belong together, such as one for temperature and humidity and
 * one for pressure in the same cabinet. It gives one reading at a time.
 *
 * @param id as it stands in readings, 1 to 128 of {@code [A-Za-z0-9_.:-]}
 * @param name for people
 * @param place where it is, for people
 * @param whatToDo what helps when it raises an alarm
 * @param sensors at least one; a metric that several of them measure is taken from the first
 * @param interval how often it is read
 * @param firmwareVersion as it stands in readings
 * @param frozenAfter how long a sensor may count the same before it is taken for frozen; zero for ever
 */
public record Device(
        String id,
        String name,
        Optional<String> place,
        Optional<String> whatToDo,
        List<Sensor> sensors,
        Duration interval,
        Optional<String> firmwareVersion,
        Duration frozenAfter) {

    /** How often a device is read where nothing is said. */
    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

    /** When a sensor is taken for frozen where nothing is said. */
    public static final Duration DEFAULT_FROZEN_AFTER = Duration.ofMinutes(30);

    public Device {
        sensors = List.copyOf(sensors);
    }

    /** A device with the defaults, called by its id. */
    public static Device of(String id, String driver) {
        return new Device(
                id,
                id,
                Optional.empty(),
                Optional.empty(),
                List.of(new Sensor(driver, DriverOptions.NONE)),
                DEFAULT_INTERVAL,
                Optional.empty(),
                DEFAULT_FROZEN_AFTER);
    }

    /** The same device, called so by people. */
    public Device named(String text) {
        return new Device(id, text, place, whatToDo, sensors, interval, firmwareVersion, frozenAfter);
    }

    /** The same device in that place. */
    public Device placed(String text) {
        return new Device(id, name, Optional.of(text), whatToDo, sensors, interval, firmwareVersion, frozenAfter);
    }

    /** The same device with what helps when it raises an alarm. */
    public Device withWhatToDo(String text) {
        return new Device(id, name, place, Optional.of(text), sensors, interval, firmwareVersion, frozenAfter);
    }

    /** The same device, read that often. */
    public Device every(Duration time) {
        return new Device(id, name, place, whatToDo, sensors, time, firmwareVersion, frozenAfter);
    }

    /** The same device, which has one sensor, with other options for its driver. */
    public Device withOptions(Map<String, String> values) {
        Sensor only = new Sensor(driver(), new DriverOptions(values));
        return new Device(id, name, place, whatToDo, List.of(only), interval, firmwareVersion, frozenAfter);
    }

    /** The same device with that firmware. */
    public Device withFirmwareVersion(String version) {
        return new Device(id, name, place, whatToDo, sensors, interval, Optional.of(version), frozenAfter);
    }

    /** The same device, taken for frozen after that time; zero for never. */
    public Device frozenAfter(Duration time) {
        return new Device(id, name, place, whatToDo, sensors, interval, firmwareVersion, time);
    }

    /** The names of its drivers: {@code bme280}, {@code sht4x + bmp3xx}. */
    public String driver() {
        return String.join(" + ", sensors.stream().map(Sensor::driver).toList());
    }

    /** Name and place for people: {@code Cabinet 1 (north wall)}. */
    public String label() {
        return place.map(text -> name + " (" + text + ")").orElse(name);
    }
}
