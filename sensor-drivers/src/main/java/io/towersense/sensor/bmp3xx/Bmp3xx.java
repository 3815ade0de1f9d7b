package io.towersense.sensor.bmp3xx;

import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.chip.Channel;
import io.towersense.sensor.chip.Chip;
import io.towersense.sensor.chip.ChipAddresses;
import io.towersense.sensor.chip.ChipException;
import io.towersense.sensor.chip.ChipNames;
import io.towersense.sensor.chip.OperatingRange;
import io.towersense.sensor.chip.Readout;
import io.towersense.sensor.chip.RegisterBytes;
import io.towersense.sensor.chip.RegisterCheck;
import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.telemetry.metric.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A BMP388 or BMP390 in forced mode, oversampling 8 for both, filter off (BST-BMP390-DS002, sections 3.3 and 3.4). Between
 * measurements the chip sleeps.
 *
 * <p>Every measurement begins with a soft reset: it puts the data registers back to their power-on value, so that whatever
 * else is there after the measuring time was measured now. A chip that obeys and no longer converts is found at once. The
 * data-ready bits alone would not do, since a reading that was cut short has cleared them; they tell why there are no data:
 * set, the chip says that it has measured and skipped; clear, it never finished.
 *
 * <p>Oversampling 8 gives 19 bits. With less, the power-on value would be the count of a range of temperatures wide enough
 * (0.005 °C near 24 °C with oversampling 1) for a room to stay in, and a good chip would look like one that skipped.
 */
final class Bmp3xx implements Chip {
    private static final int CHIP_ID = 0x00;
    private static final int ERR_REG = 0x02;
    private static final int STATUS = 0x03;
    private static final int PRESSURE = 0x04;
    private static final int TEMPERATURE = 0x07;
    private static final int END_OF_DATA = 0x0A;
    private static final int PWR_CTRL = 0x1B;
    private static final int OSR = 0x1C;
    private static final int CONFIG = 0x1F;
    private static final int CALIBRATION = 0x31;
    private static final int CMD = 0x7E;
    /** Where Bosch's other sensors have theirs. */
    private static final int CHIP_ID_OF_OTHERS = 0xD0;

    private static final int SOFT_RESET = 0xB6;
    private static final int BOTH_ENABLED = 0x03;
    private static final int FORCED = 0x10;
    private static final int MODE_BITS = 0x30;
    private static final int BOTH_EIGHT_TIMES = 0x1B;
    private static final int FILTER_BITS = 0x0E;
    /** Section 4.3.3: fatal_err, cmd_err, conf_err. */
    private static final int ERROR_BITS = 0x07;
    /** Section 4.3.4: drdy_press, drdy_temp. */
    private static final int READY_BITS = 0x60;
    /** Section 4.3.4: cmd_rdy. Always set in a chip that works and is idle. */
    private static final int COMMAND_READY = 0x10;

    private static final int POWER_ON = 0x800000;

    /** Section 1, table 2: start-up after power or reset. */
    private static final Duration START_UP = Duration.ofMillis(2);
    /** Section 3.9.2 gives 234 + 392 + 8 * 2020 + 163 + 8 * 2020 µs, as typical; its maxima are up to 18 % above. */
    private static final Duration MEASURING_TIME = Duration.ofMillis(40);

    private static final Duration POLL = Duration.ofMillis(2);
    private static final int POLLS = 10;

    /** Section 1, table 2: what the chip operates in. */
    private static final Map<Metric, OperatingRange> RANGES = Map.of(
            Metric.TEMPERATURE, new OperatingRange(-40, 85),
            Metric.PRESSURE, new OperatingRange(300, 1250));

    private String name = "BMP388 or BMP390";

    /** The name of the chip at this address, if it is one of these. */
    static Optional<String> recognise(I2cDevice device) throws I2cException {
        try {
            return Optional.of(identify(device));
        } catch (ChipException e) {
            return Optional.empty();
        }
    }

    @Override
    public void initialise(I2cDevice device) throws I2cException, ChipException, InterruptedException {
        name = identify(device);
        reset(device);
    }

    @Override
    public Measured measure(I2cDevice device) throws I2cException, ChipException, InterruptedException {
        reset(device);
        device.writeRegister(OSR, BOTH_EIGHT_TIMES);
        device.writeRegister(PWR_CTRL, BOTH_ENABLED | FORCED);
        device.pause(MEASURING_TIME);
        RegisterBytes registers = awaitData(device);
        // Anew each time: what was configured before the reset cannot tell whether the chip was exchanged since.
        byte[] coefficients = device.readRegisters(CALIBRATION, Bmp3xxCalibration.LENGTH);
        RegisterCheck.calibrated(device, coefficients);
        // After both, so that no reset before they were read goes unnoticed. Not in one transfer with the data: between
        // them lies FIFO_DATA (0x14), which is no ordinary register.
        requireConfigured(device);
        return decode(device, registers, new Bmp3xxCalibration(coefficients));
    }

    private static String identify(I2cDevice device) throws I2cException, ChipException {
        // Looked at first: in a BME680 or BME688 register 0x00 is a part of the calibration, and may hold anything.
        int other = device.readRegister(CHIP_ID_OF_OTHERS);
        int id = device.readRegister(CHIP_ID);
        boolean isOther = ChipNames.of(other).isPresent();
        Optional<String> known = ChipNames.ofRegister0(id);
        if (isOther || known.isEmpty()) {
            throw ChipNames.wrongChip(device, isOther ? other : id, "BMP388 or BMP390 (0x50 or 0x60 in register 0x00)");
        }
        return known.get();
    }

    private static void reset(I2cDevice device) throws I2cException, ChipException, InterruptedException {
        device.writeRegister(CMD, SOFT_RESET);
        device.pause(START_UP);
        readUpToData(device);
    }

    private static RegisterBytes awaitData(I2cDevice device) throws I2cException, ChipException, InterruptedException {
        RegisterBytes registers = readUpToData(device);
        for (int poll = 0; poll < POLLS && !isMeasured(registers); poll++) {
            device.pause(POLL);
            registers = readUpToData(device);
        }
        return registers;
    }

    /** From CHIP_ID on, so that a register's place is its address. */
    private static RegisterBytes readUpToData(I2cDevice device) throws I2cException, ChipException {
        byte[] bytes = device.readRegisters(CHIP_ID, END_OF_DATA);
        RegisterCheck.notStuck(device, bytes);
        int errors = bytes[ERR_REG] & ERROR_BITS;
        if (errors != 0) {
            throw new ChipException(
                    Kind.FAILED,
                    "the chip at " + device + " reports an error (ERR_REG is " + ChipAddresses.hex(errors)
                            + "): check its supply; replace it if it stays so");
        }
        return new RegisterBytes(bytes);
    }

    private static boolean isMeasured(RegisterBytes registers) {
        return count24(registers, PRESSURE) != POWER_ON && count24(registers, TEMPERATURE) != POWER_ON;
    }

    private static int count24(RegisterBytes registers, int at) {
        return registers.unsigned16(at) | (registers.unsigned8(at + 2) << 16);
    }

    private static void requireConfigured(I2cDevice device) throws I2cException, ChipException {
        byte[] control = device.readRegisters(PWR_CTRL, CONFIG + 1 - PWR_CTRL);
        boolean power = (control[0] & ~MODE_BITS & 0xFF) == BOTH_ENABLED;
        boolean oversampling = control[OSR - PWR_CTRL] == BOTH_EIGHT_TIMES;
        boolean filter = (control[CONFIG - PWR_CTRL] & FILTER_BITS) == 0;
        if (!power || !oversampling || !filter) {
            throw RegisterCheck.lostConfiguration(device);
        }
    }

    private Measured decode(I2cDevice device, RegisterBytes registers, Bmp3xxCalibration calibration)
            throws ChipException {
        int pressureCount = count24(registers, PRESSURE);
        int temperatureCount = count24(registers, TEMPERATURE);
        boolean isStillAtIt = (registers.unsigned8(STATUS) & (READY_BITS | COMMAND_READY)) == COMMAND_READY;
        if (pressureCount == POWER_ON && temperatureCount == POWER_ON && isStillAtIt) {
            throw RegisterCheck.notReady(device, "measure");
        }
        double celsius = calibration.celsius(temperatureCount);
        Readout readout = new Readout(name, RANGES);
        Channel.read(
                device,
                readout,
                new Channel(Metric.TEMPERATURE, temperatureCount, POWER_ON, raw -> celsius),
                List.of(new Channel(
                        Metric.PRESSURE, pressureCount, POWER_ON, raw -> calibration.pascal(raw, celsius) / 100)));
        return readout.measured();
    }
}
