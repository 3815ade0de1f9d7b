package io.towersense.sensor;

import java.util.Set;

/** The way to a kind of driver: found by {@link java.util.ServiceLoader}, so that a driver may come in a jar of its own. */
public interface SensorDriverProvider {
    /** The driver's name in a configuration, such as {@code bme280}. */
    String name();

    /** The names of all options that the driver knows, for telling a typing error. */
    Set<String> options();

    /**
     * Makes the driver ready. Hardware that does not answer is no error here: it shows when it is read.
     *
     * @throws InvalidOptionException if an option is wrong
     */
    SensorDriver open(DriverContext context);
}
