package io.towersense.sensor.bme280;

import io.towersense.sensor.chip.RegisterBytes;

/**
 * A chip's own calibration, and the arithmetic that makes values of counts with it: BME280 datasheet (BST-BME280-DS002),
 * section 4.2.2 for the registers and 8.1 for the formulas in double precision. No value is held to any limits. Immutable.
 */
final class Bme280Calibration {
    /** Registers 0x88 to 0xA1. */
    static final int LOW_LENGTH = 26;
    /** Registers 0xE1 to 0xE7; a BMP280 has none of them. */
    static final int HIGH_LENGTH = 7;

    private static final int H1_OFFSET = 25;

    /** T1 to T3. */
    private final int[] t;
    /** P1 to P9. */
    private final int[] p;
    /** H1 to H6; nothing for a BMP280. */
    private final int[] h;

    /**
     * Reads it from registers.
     *
     * @param low 0x88 to 0xA1
     * @param high 0xE1 to 0xE7, or nothing for a BMP280
     */
    Bme280Calibration(byte[] low, byte[] high) {
        RegisterBytes lower = new RegisterBytes(low);
        t = new int[] {lower.unsigned16(0), lower.signed16(2), lower.signed16(4)};
        p = new int[9];
        p[0] = lower.unsigned16(6);
        for (int i = 1; i < p.length; i++) {
            p[i] = lower.signed16(6 + 2 * i);
        }
        h = high.length == 0 ? new int[0] : humidity(lower.unsigned8(H1_OFFSET), new RegisterBytes(high));
    }

    private static int[] humidity(int h1, RegisterBytes high) {
        // H4 and H5 are signed numbers of 12 bits that share the byte in the middle, of which neither takes the sign.
        int shared = high.unsigned8(4);
        int h4 = (high.signed8(3) << 4) | (shared & 0x0F);
        int h5 = (high.signed8(5) << 4) | (shared >> 4);
        return new int[] {h1, high.signed16(0), high.unsigned8(2), h4, h5, high.signed8(6)};
    }

    /**
     * Temperature in high resolution, on which pressure and humidity are based.
     *
     * @param count 20 bits
     */
    double fineTemperature(int count) {
        double first = (count / 16384.0 - t[0] / 1024.0) * t[1];
        double second = count / 131072.0 - t[0] / 8192.0;
        return first + second * second * t[2];
    }

    /** °C. */
    static double celsius(double fine) {
        return fine / 5120.0;
    }

    /**
     * Pressure in Pa; NaN where the calibration divides by zero.
     *
     * @param count 20 bits
     * @param fine of {@link #fineTemperature}
     */
    double pascal(int count, double fine) {
        double a = fine / 2.0 - 64000.0;
        double b = a * a * p[5] / 32768.0;
        b = b + a * p[4] * 2.0;
        b = b / 4.0 + p[3] * 65536.0;
        a = (p[2] * a * a / 524288.0 + p[1] * a) / 524288.0;
        a = (1.0 + a / 32768.0) * p[0];
        if (a == 0) {
            return Double.NaN;
        }
        double pressure = (1048576.0 - count - b / 4096.0) * 6250.0 / a;
        double square = p[8] * pressure * pressure / 2147483648.0;
        double linear = pressure * p[7] / 32768.0;
        return pressure + (square + linear + p[6]) / 16.0;
    }

    /**
     * Humidity in %RH.
     *
     * @param count 16 bits
     * @param fine of {@link #fineTemperature}
     */
    double percent(int count, double fine) {
        double warm = fine - 76800.0;
        double humidity = (count - (h[3] * 64.0 + h[4] / 16384.0 * warm))
                * (h[1] / 65536.0 * (1.0 + h[5] / 67108864.0 * warm * (1.0 + h[2] / 67108864.0 * warm)));
        return humidity * (1.0 - h[0] * humidity / 524288.0);
    }
}
