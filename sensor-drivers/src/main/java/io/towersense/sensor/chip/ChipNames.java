package io.towersense.sensor.chip;

import java.util.Map;
import java.util.Optional;

/** What the chip ids of Bosch's sensors stand for: in register 0xD0, or in register 0x00 of the BMP388 and its like. */
public final class ChipNames {
    private static final Map<Integer, String> BY_ID = Map.of(
            0x55, "BMP180",
            0x56, "BMP280 sample",
            0x57, "BMP280 sample",
            0x58, "BMP280",
            0x60, "BME280",
            0x61, "BME680 or BME688");

    private static final Map<Integer, String> BY_ID_IN_REGISTER_0 = Map.of(0x50, "BMP388", 0x60, "BMP390");

    private ChipNames() {}

    /** The chip with this id in register 0x00, if it is one of them. */
    public static Optional<String> ofRegister0(int id) {
        return Optional.ofNullable(BY_ID_IN_REGISTER_0.get(id));
    }

    /** The chip with this id in register 0xD0, if it is one of them. */
    public static Optional<String> of(int id) {
        return Optional.ofNullable(BY_ID.get(id));
    }
}
