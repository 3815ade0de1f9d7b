package io.towersense.sensor.scan;

/** Somebody at an address of a bus. */
public sealed interface Occupant {
    /** Its address, 7 bits. */
    int address();

    /**
     * A chip that a driver knows.
     *
     * @param driver the driver's name in a configuration, such as {@code bme280}
     * @param chip the chip's own name, such as {@code BME280}
     */
    record Recognised(int address, String driver, String chip) implements Occupant {}

    /** Something that answers, and that no driver knows. */
    record Unrecognised(int address) implements Occupant {}

    /** Something that a driver of the kernel owns; it was not touched. */
    record Held(int address) implements Occupant {}
}
