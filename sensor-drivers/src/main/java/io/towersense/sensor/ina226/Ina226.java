package io.towersense.sensor.ina226;

import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorProblem;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.chip.Chip;
import io.towersense.sensor.chip.ChipAddresses;
import io.towersense.sensor.chip.ChipException;
import io.towersense.sensor.chip.Readout;
import io.towersense.sensor.chip.RegisterBytes;
import io.towersense.sensor.chip.RegisterCheck;
import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.telemetry.metric.Metric;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * An INA226 that measures shunt and bus when it is triggered and is powered down otherwise. 64 conversions of 1.1 ms each
 * are averaged, shunt and bus in turn: that takes 140.8 ms, 14 periods of the 100 Hz and 17 of the 120 Hz that a rectifier
 * leaves on a supply, so that ripple averages out and what remains is the supply (datasheet SBOS547B, section 6.4.1).
 */
final class Ina226 implements Chip {
    private static final int CONFIGURATION = 0x00;
    private static final int SHUNT_VOLTAGE = 0x01;
    private static final int BUS_VOLTAGE = 0x02;
    private static final int MASK_ENABLE = 0x06;
    private static final int MANUFACTURER_ID = 0xFE;
    private static final int DIE_ID = 0xFF;

    private static final int TEXAS_INSTRUMENTS = 0x5449;
    private static final int INA226_DIE = 0x2260;
    /** Section 7.1.10: the lowest four bits are the die's revision. */
    private static final int DIE_WITHOUT_REVISION = 0xFFF0;

    private static final int RESET = 0x8000;
    /** Section 7.1.1: bit 14 as it is after power came, AVG 64, VBUSCT and VSHCT 1.1 ms, MODE shunt and bus, triggered. */
    private static final int TRIGGER = 0x4723;
    /** AVG, VBUSCT and VSHCT. They tell of a reset by themselves: AVG is 1 then. */
    private static final int KEPT_BITS = 0x0FF8;

    private static final int CONVERSION_READY = 0x0008;

    /** Section 5.5: 64 * 2 * 1.21 ms at the most. */
    private static final Duration MEASURING_TIME = Duration.ofMillis(155);

    private static final Duration POLL = Duration.ofMillis(2);
    private static final int POLLS = 10;

    private final Ina226Scale scale;

    Ina226(Ina226Scale scale) {
        this.scale = scale;
    }

    /** Whether an INA226 answers, of whatever revision. */
    static boolean isAt(I2cDevice device) throws I2cException {
        return read(device, MANUFACTURER_ID) == TEXAS_INSTRUMENTS && isIna226Die(read(device, DIE_ID));
    }

    @Override
    public void initialise(I2cDevice device) throws I2cException, ChipException {
        int manufacturer = read(device, MANUFACTURER_ID);
        int die = read(device, DIE_ID);
        notStuck(device, manufacturer);
        notStuck(device, die);
        if (manufacturer != TEXAS_INSTRUMENTS || !isIna226Die(die)) {
            throw wrongChip(device, manufacturer, die);
        }
        // Back to no alerts and no calibration. What it is to measure is written each time, since that triggers it.
        write(device, CONFIGURATION, RESET);
    }

    @Override
    public Measured measure(I2cDevice device) throws I2cException, ChipException, InterruptedException {
        write(device, CONFIGURATION, TRIGGER);
        device.pause(MEASURING_TIME);
        boolean isReady = awaitConversion(device);
        int shuntCount = (short) readTwice(device, SHUNT_VOLTAGE);
        int busCount = (short) readTwice(device, BUS_VOLTAGE);
        // After the data, so that a reset before or between them cannot go unnoticed.
        requireConfigured(device);
        if (!isReady) {
            throw RegisterCheck.notReady(device, "measure");
        }
        return decode(device, shuntCount, busCount);
    }

    private static boolean awaitConversion(I2cDevice device) throws I2cException, InterruptedException {
        for (int poll = 0; poll < POLLS; poll++) {
            if ((read(device, MASK_ENABLE) & CONVERSION_READY) != 0) {
                return true;
            }
            device.pause(POLL);
        }
        return false;
    }

    private static void requireConfigured(I2cDevice device) throws I2cException, ChipException {
        int configuration = read(device, CONFIGURATION);
        notStuck(device, configuration);
        if ((configuration & KEPT_BITS) != (TRIGGER & KEPT_BITS)) {
            throw RegisterCheck.lostConfiguration(device);
        }
    }

    private Measured decode(I2cDevice device, int shuntCount, int busCount) {
        // A steady supply rests on one count for minutes, and so does a load that is off: only where neither count
        // moves is the chip frozen. So both metrics give both counts.
        long counts = (long) busCount << Short.SIZE | Short.toUnsignedInt((short) shuntCount);
        Readout readout = new Readout("INA226", Map.of(Metric.SUPPLY_VOLTAGE, scale.voltageRange()))
                .value(Metric.SUPPLY_VOLTAGE, scale.volts(busCount), counts);
        if (Ina226Scale.isSaturated(shuntCount)) {
            readout.missing(Metric.SUPPLY_CURRENT, saturated(device));
        } else {
            readout.value(Metric.SUPPLY_CURRENT, scale.amperes(shuntCount), counts);
        }
        // A supply that is down rests on zero for as long as it is down, and its alarm must not be taken for a fault.
        return (busCount == 0 ? readout.withoutCounts() : readout).measured();
    }

    private SensorProblem saturated(I2cDevice device) {
        return new SensorProblem(
                Kind.OUT_OF_RANGE,
                "supply current is beyond what the shunt of "
                        + scale.shuntOhms().toPlainString() + " ohms at " + device
                        + " allows, " + Metric.SUPPLY_CURRENT.format(scale.highestAmperes())
                        + " either way: check the load for a short, and the shunt for a break; else fit a smaller shunt"
                        + " and set shunt_ohms");
    }

    private static boolean isIna226Die(int die) {
        return (die & DIE_WITHOUT_REVISION) == INA226_DIE;
    }

    private static ChipException wrongChip(I2cDevice device, int manufacturer, int die) {
        return new ChipException(
                Kind.WRONG_CHIP,
                String.format(
                        Locale.ROOT,
                        "chip ids 0x%04x (manufacturer) and 0x%04x (die) at %s, and not 0x%04x and 0x%04x of an INA226:"
                                + " check what is wired there, and the configured driver",
                        manufacturer,
                        die,
                        device,
                        TEXAS_INSTRUMENTS,
                        INA226_DIE));
    }

    private static void notStuck(I2cDevice device, int word) throws ChipException {
        RegisterCheck.notStuck(device, (byte) (word >> 8), (byte) word);
    }

    private static int read(I2cDevice device, int register) throws I2cException {
        return new RegisterBytes(device.readRegisters(register, 2)).count16(0);
    }

    /**
     * A register that stands still, since the chip measures no more. There is no checksum, and a word of zeros, as a disturbed
     * line gives it, would be a supply that is down.
     */
    private static int readTwice(I2cDevice device, int register) throws I2cException, ChipException {
        int first = read(device, register);
        int second = read(device, register);
        if (first != second) {
            throw new ChipException(
                    Kind.CRC,
                    "register " + ChipAddresses.hex(register) + " of " + device
                            + " gave two values: the line is disturbed; check the cable for its length and a loose plug");
        }
        return first;
    }

    private static void write(I2cDevice device, int register, int word) throws I2cException {
        device.write(register, word >> 8, word);
    }
}
