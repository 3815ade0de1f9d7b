package io.towersense.sensor.bmp3xx;

import io.towersense.sensor.chip.RegisterBytes;

/**
 * A chip's own calibration, and the arithmetic that makes values of counts with it: BMP390 datasheet (BST-BMP390-DS002),
 * section 8.4 for the coefficients and 8.5 and 8.6 for the formulas in floating point; the BMP388's are the same. No
 * value is held to any limits. Immutable.
 */
final class Bmp3xxCalibration {
    /** Registers 0x31 to 0x45. */
    static final int LENGTH = 21;

    /** T1 to T3. */
    private final double[] t;
    /** P1 to P11. */
    private final double[] p;

    /** @param registers 0x31 to 0x45 */
    Bmp3xxCalibration(byte[] registers) {
        RegisterBytes bytes = new RegisterBytes(registers);
        t = new double[] {
            scaled(bytes.unsigned16(0), 8), scaled(bytes.unsigned16(2), -30), scaled(bytes.signed8(4), -48),
        };
        p = new double[] {
            scaled(bytes.signed16(5) - (1 << 14), -20),
            scaled(bytes.signed16(7) - (1 << 14), -29),
            scaled(bytes.signed8(9), -32),
            scaled(bytes.signed8(10), -37),
            scaled(bytes.unsigned16(11), 3),
            scaled(bytes.unsigned16(13), -6),
            scaled(bytes.signed8(15), -8),
            scaled(bytes.signed8(16), -15),
            scaled(bytes.signed16(17), -48),
            scaled(bytes.signed8(19), -48),
            scaled(bytes.signed8(20), -65),
        };
    }

    private static double scaled(int coefficient, int powerOfTwo) {
        return Math.scalb((double) coefficient, powerOfTwo);
    }

    /**
     * Temperature in °C.
     *
     * @param count 24 bits
     */
    double celsius(int count) {
        double difference = count - t[0];
        return difference * t[1] + difference * difference * t[2];
    }

    /**
     * Pressure in Pa.
     *
     * @param count 24 bits
     * @param celsius of {@link #celsius}
     */
    double pascal(int count, double celsius) {
        double offset = cubic(celsius, p[4], p[5], p[6], p[7]);
        double sensitivity = cubic(celsius, p[0], p[1], p[2], p[3]);
        double curvature = p[8] + p[9] * celsius + p[10] * count;
        return offset + count * (sensitivity + count * curvature);
    }

    private static double cubic(double x, double constant, double linear, double square, double cube) {
        return constant + x * (linear + x * (square + x * cube));
    }
}
