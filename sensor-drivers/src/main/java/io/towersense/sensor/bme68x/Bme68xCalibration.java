package io.towersense.sensor.bme68x;

import io.towersense.sensor.chip.RegisterBytes;

/**
 * A chip's own calibration, and the arithmetic that makes values of counts with it: BME688 datasheet (BST-BME688-DS000),
 * section 3.6, in floating point; the BME680's (BST-BME680-DS001, section 3.3) is the same. What is for gas is left out. No
 * value is held to any limits. Immutable.
 */
final class Bme68xCalibration {
    /** Registers 0x8A to 0xA0. */
    static final int LOW_LENGTH = 23;
    /** Registers 0xE1 to 0xEA; what follows is for gas. */
    static final int HIGH_LENGTH = 10;

    /** T1 to T3. */
    private final int[] t;
    /** P1 to P10. */
    private final int[] p;
    /** H1 to H7. */
    private final int[] h;

    /**
     * Reads it from registers.
     *
     * @param low 0x8A to 0xA0
     * @param high 0xE1 to 0xEA
     */
    Bme68xCalibration(byte[] low, byte[] high) {
        RegisterBytes lower = new RegisterBytes(low);
        RegisterBytes upper = new RegisterBytes(high);
        t = new int[] {upper.unsigned16(8), lower.signed16(0), lower.signed8(2)};
        p = new int[] {
            lower.unsigned16(4),
            lower.signed16(6),
            lower.signed8(8),
            lower.signed16(10),
            lower.signed16(12),
            lower.signed8(15),
            lower.signed8(14),
            lower.signed16(18),
            lower.signed16(20),
            lower.unsigned8(22),
        };
        // H1 and H2 are numbers of 12 bits that share the byte in the middle.
        int shared = upper.unsigned8(1);
        h = new int[] {
            (upper.unsigned8(2) << 4) | (shared & 0x0F),
            (upper.unsigned8(0) << 4) | (shared >> 4),
            upper.signed8(3),
            upper.signed8(4),
            upper.signed8(5),
            upper.unsigned8(6),
            upper.signed8(7),
        };
    }

    /**
     * Temperature in high resolution, on which pressure is based.
     *
     * @param count 20 bits
     */
    double fineTemperature(int count) {
        double first = (count / 16384.0 - t[0] / 1024.0) * t[1];
        double second = count / 131072.0 - t[0] / 8192.0;
        return first + second * second * t[2] * 16.0;
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
        double b = a * a * p[5] / 131072.0;
        b = b + a * p[4] * 2.0;
        b = b / 4.0 + p[3] * 65536.0;
        a = (p[2] * a * a / 16384.0 + p[1] * a) / 524288.0;
        a = (1.0 + a / 32768.0) * p[0];
        if (a == 0) {
            return Double.NaN;
        }
        double pressure = (1048576.0 - count - b / 4096.0) * 6250.0 / a;
        double square = p[8] * pressure * pressure / 2147483648.0;
        double linear = pressure * p[7] / 32768.0;
        double cube = Math.pow(pressure / 256.0, 3) * p[9] / 131072.0;
        return pressure + (square + linear + cube + p[6] * 128.0) / 16.0;
    }

    /**
     * Humidity in %RH.
     *
     * @param count 16 bits
     * @param celsius of {@link #celsius}
     */
    double percent(int count, double celsius) {
        double offset = count - (h[0] * 16.0 + h[2] / 2.0 * celsius);
        double sensitivity = h[1] / 262144.0 * (1.0 + h[3] / 16384.0 * celsius + h[4] / 1048576.0 * celsius * celsius);
        double linear = offset * sensitivity;
        return linear + (h[5] / 16384.0 + h[6] / 2097152.0 * celsius) * linear * linear;
    }
}
