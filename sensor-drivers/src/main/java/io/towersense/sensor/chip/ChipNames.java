package io.towersense.sensor.chip;

import java.util.Map;
import java.util.Optional;

/** What the chip ids in register 0xD0 of Bosch's sensors stand for. */
public final class ChipNames {
    private static final Map<Integer, String> BY_ID = Map.of(
            0x55, "BMP180",
            0x56, "BMP280 sample",
            0x57, "BMP280 sample",
            0x58, "BMP280",
            0x60, "BME280",
            0x61, "BME680 or BME688");

    private ChipNames() {}

    /** The chip with this id, if it is one of them. */
    public static Optional<String> of(int id) {
        return Optional.ofNullable(BY_ID.get(id));
    }
}
