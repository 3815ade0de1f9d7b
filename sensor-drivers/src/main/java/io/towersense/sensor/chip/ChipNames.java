package io.towersense.sensor.chip;

import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.I2cException;
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
            0x61, "BME680, BME688 or BME690");

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

    /**
     * A chip that is another one of Bosch's, or none at all.
     *
     * @param id what it has in register 0xD0; where that means nothing, register 0x00 is looked at
     * @param expected what was looked for, with its ids
     */
    public static ChipException wrongChip(I2cDevice device, int id, String expected) throws I2cException {
        Optional<String> known = of(id);
        if (known.isPresent()) {
            return RegisterCheck.wrongChip(device, id, " is a " + known.get(), expected);
        }
        int other = device.readRegister(0x00);
        Optional<String> elsewhere = ofRegister0(other).filter(name -> !expected.contains(name));
        if (elsewhere.isPresent()) {
            return RegisterCheck.wrongChip(device, other, " is a " + elsewhere.get(), expected);
        }
        return id == 0x00 || id == 0xFF
                ? RegisterCheck.stuck(device, id == 0)
                : RegisterCheck.wrongChip(device, id, " is no known one", expected);
    }
}
