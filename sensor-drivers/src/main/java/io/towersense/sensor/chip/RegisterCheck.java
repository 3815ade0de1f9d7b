package io.towersense.sensor.chip;

import io.towersense.sensor.SensorProblem;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.i2c.I2cDevice;

/** What chips with registers have in common to find fault with, in one set of words. */
public final class RegisterCheck {
    private RegisterCheck() {}

    /**
     * Makes sure that something drives the line: not only zeros, not only ones.
     *
     * @throws ChipException of kind {@code STUCK} if the bytes are nothing else
     */
    public static void notStuck(I2cDevice device, byte... bytes) throws ChipException {
        boolean isLow = true;
        boolean isHigh = true;
        for (byte value : bytes) {
            isLow &= value == 0;
            isHigh &= value == (byte) 0xFF;
        }
        if (isLow || isHigh) {
            throw stuck(device, isLow);
        }
    }

    static ChipException stuck(I2cDevice device, boolean isLow) {
        return new ChipException(
                Kind.STUCK,
                "nothing but " + (isLow ? "zeros" : "ones") + " from " + device
                        + ": check the sensor's supply, and the data line for "
                        + (isLow ? "a short to ground" : "a break"));
    }

    /**
     * Makes sure that a calibration was read and is one: not only zeros, not only ones.
     *
     * @throws ChipException of kind {@code STUCK} if the bytes are nothing else
     */
    public static void calibrated(I2cDevice device, byte[] calibration) throws ChipException {
        try {
            notStuck(device, calibration);
        } catch (ChipException e) {
            throw new ChipException(
                    Kind.STUCK,
                    "the calibration of the chip at " + device + " is nothing but one byte again and again: check the"
                            + " sensor's supply; replace it if it stays so");
        }
    }

    /**
     * The chip says that it is another one.
     *
     * @param id what it says
     * @param expected what was looked for, with its ids
     */
    public static ChipException wrongChip(I2cDevice device, int id, String expected) {
        return wrongChip(device, id, "", expected);
    }

    static ChipException wrongChip(I2cDevice device, int id, String meaning, String expected) {
        return new ChipException(
                Kind.WRONG_CHIP,
                "chip id " + ChipAddresses.hex(id) + " at " + device + meaning + ", and not a " + expected
                        + ": check what is wired there, and the configured driver");
    }

    /** The chip did not finish in time. */
    public static ChipException notReady(I2cDevice device, String what) {
        return new ChipException(
                Kind.NOT_READY,
                "the chip at " + device + " took too long to " + what
                        + ": check its supply; replace it if it stays so");
    }

    /** The chip has forgotten its configuration. */
    public static ChipException lostConfiguration(I2cDevice device) {
        return new ChipException(
                Kind.RESET,
                "the chip at " + device
                        + " has lost its configuration while it measured: its supply dips, or its plug is loose");
    }

    /** A channel holds its power-on value. */
    public static SensorProblem skipped(I2cDevice device, String metric) {
        return new SensorProblem(
                Kind.SKIPPED,
                "the chip at " + device + " did not measure " + metric
                        + " (power-on value): its supply dips, or it is defective");
    }

    /** A value cannot be computed because temperature is missing. */
    public static SensorProblem withoutBase(I2cDevice device, String metric) {
        return new SensorProblem(Kind.SKIPPED, metric + " from " + device + " cannot be computed without temperature");
    }
}
