package io.towersense.sensor.bme68x;

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
 * A BME680 or BME688 in forced mode, oversampling 8 for temperature and pressure, 1 for humidity, filter off, gas
 * measurement and heater off (BST-BME680-DS001, sections 3.1, 5.3.2 and 5.3.5; a BME688 is the same in this). Between
 * measurements the chip sleeps.
 *
 * <p>Oversampling 8 gives 19 bits. With less, the power-on value would be the count of a range of temperatures wide enough
 * (0.005 °C with oversampling 1) for a room to stay in, and a good chip would look like one that skipped.
 */
final class Bme68x implements Chip {
    private static final int FIELD_0 = 0x1D;
    private static final int FIELD_LENGTH = 10;
    private static final int CTRL_GAS_0 = 0x70;
    private static final int CTRL_GAS_1 = 0x71;
    private static final int CTRL_HUM = 0x72;
    private static final int CTRL_MEAS = 0x74;
    private static final int CONFIG = 0x75;
    private static final int CALIBRATION_LOW = 0x8A;
    private static final int CHIP_ID = 0xD0;
    private static final int RESET_REGISTER = 0xE0;
    private static final int CALIBRATION_HIGH = 0xE1;
    private static final int VARIANT_ID = 0xF0;

    private static final int ID = 0x61;
    private static final Map<Integer, String> NAMES_BY_VARIANT = Map.of(0, "BME680", 1, "BME688");

    private static final int RESET = 0xB6;
    private static final int HEAT_OFF = 0x08;
    private static final int NO_GAS = 0x00;
    private static final int NO_FILTER = 0x00;
    private static final int HUMIDITY_ONCE = 0x01;
    private static final int OTHERS_EIGHT_TIMES = 0x90;
    private static final int FORCED = 0x01;
    private static final int MODE_BITS = 0x03;
    /** run_gas: bit 4 in a BME680, bits 4 and 5 in a BME688. */
    private static final int RUN_GAS_BITS = 0x30;

    private static final int OVERSAMPLING_BITS = 0x07;
    private static final int FILTER_BITS = 0x1C;
    /** new_data_0 and measuring in meas_status_0. */
    private static final int STATUS_BITS = 0xA0;

    private static final int NEW_DATA = 0x80;
    private static final int SKIPPED_20 = 0x80000;
    private static final int SKIPPED_16 = 0x8000;

    /** Five times what section 1.1 gives as start-up time: what Bosch's own driver, BME68x_SensorAPI, waits after a reset. */
    private static final Duration START_UP = Duration.ofMillis(10);
    /**
     * The datasheet gives no time; Bosch's own driver (BME68x_SensorAPI, bme68x_get_meas_dur) reckons
     * (8 + 8 + 1) * 1963 + 4 * 477 + 5 * 477 + 1000 µs.
     */
    private static final Duration MEASURING_TIME = Duration.ofMillis(40);

    private static final Duration POLL = Duration.ofMillis(2);
    private static final int POLLS = 10;

    /** Section 1: what the chip operates in. */
    private static final Map<Metric, OperatingRange> RANGES = Map.of(
            Metric.TEMPERATURE, new OperatingRange(-40, 85),
            Metric.HUMIDITY, new OperatingRange(0, 100),
            Metric.PRESSURE, new OperatingRange(300, 1100));

    private String name = "BME680 or BME688";
    private Bme68xCalibration calibration =
            new Bme68xCalibration(new byte[Bme68xCalibration.LOW_LENGTH], new byte[Bme68xCalibration.HIGH_LENGTH]);

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
        device.writeRegister(RESET_REGISTER, RESET);
        device.pause(START_UP);
        // Before the calibration is read: what is set here gives it away if the chip is exchanged from now on.
        device.writeRegister(CTRL_GAS_0, HEAT_OFF);
        device.writeRegister(CTRL_GAS_1, NO_GAS);
        device.writeRegister(CTRL_HUM, HUMIDITY_ONCE);
        device.writeRegister(CONFIG, NO_FILTER);
        byte[] low = device.readRegisters(CALIBRATION_LOW, Bme68xCalibration.LOW_LENGTH);
        byte[] high = device.readRegisters(CALIBRATION_HIGH, Bme68xCalibration.HIGH_LENGTH);
        RegisterCheck.calibrated(device, low);
        RegisterCheck.calibrated(device, high);
        calibration = new Bme68xCalibration(low, high);
    }

    @Override
    public Measured measure(I2cDevice device) throws I2cException, ChipException, InterruptedException {
        device.writeRegister(CTRL_MEAS, OTHERS_EIGHT_TIMES | FORCED);
        device.pause(MEASURING_TIME);
        byte[] field = awaitNewData(device);
        // After the data, so that no reset before they were read goes unnoticed.
        requireConfigured(device);
        if (!isNew(field)) {
            throw RegisterCheck.notReady(device, "measure");
        }
        return decode(device, new RegisterBytes(field));
    }

    private static String identify(I2cDevice device) throws I2cException, ChipException {
        int id = device.readRegister(CHIP_ID);
        if (id != ID) {
            throw ChipNames.wrongChip(device, id, "BME680 or BME688 (0x61)");
        }
        int variant = device.readRegister(VARIANT_ID);
        String known = NAMES_BY_VARIANT.get(variant);
        if (known == null) {
            RegisterCheck.notStuck(device, (byte) variant);
            // A BME690 has the same chip id, and values that this arithmetic would make wrong.
            throw new ChipException(
                    Kind.WRONG_CHIP,
                    "chip id 0x61 at " + device + " is that of a BME680 or BME688, but variant "
                            + ChipAddresses.hex(variant) + " is neither of them: check what is wired there");
        }
        return known;
    }

    private static byte[] awaitNewData(I2cDevice device) throws I2cException, InterruptedException {
        byte[] field = device.readRegisters(FIELD_0, FIELD_LENGTH);
        for (int poll = 0; poll < POLLS && !isNew(field); poll++) {
            device.pause(POLL);
            field = device.readRegisters(FIELD_0, FIELD_LENGTH);
        }
        return field;
    }

    private static boolean isNew(byte[] field) {
        return (field[0] & STATUS_BITS) == NEW_DATA;
    }

    private static void requireConfigured(I2cDevice device) throws I2cException, ChipException {
        RegisterBytes control = new RegisterBytes(device.readRegisters(CTRL_GAS_0, CONFIG + 1 - CTRL_GAS_0));
        boolean heater = (control.unsigned8(0) & HEAT_OFF) != 0;
        boolean gas = (control.unsigned8(CTRL_GAS_1 - CTRL_GAS_0) & RUN_GAS_BITS) == NO_GAS;
        boolean humidity = (control.unsigned8(CTRL_HUM - CTRL_GAS_0) & OVERSAMPLING_BITS) == HUMIDITY_ONCE;
        boolean others = (control.unsigned8(CTRL_MEAS - CTRL_GAS_0) & ~MODE_BITS) == OTHERS_EIGHT_TIMES;
        boolean filter = (control.unsigned8(CONFIG - CTRL_GAS_0) & FILTER_BITS) == NO_FILTER;
        if (!heater || !gas || !humidity || !others || !filter) {
            throw RegisterCheck.lostConfiguration(device);
        }
    }

    private Measured decode(I2cDevice device, RegisterBytes field) {
        int count = field.count20(5);
        double fine = calibration.fineTemperature(count);
        double celsius = Bme68xCalibration.celsius(fine);
        Readout readout = new Readout(name, RANGES);
        Channel.read(
                device,
                readout,
                new Channel(Metric.TEMPERATURE, count, SKIPPED_20, raw -> celsius),
                List.of(
                        new Channel(
                                Metric.PRESSURE,
                                field.count20(2),
                                SKIPPED_20,
                                raw -> calibration.pascal(raw, fine) / 100),
                        new Channel(
                                Metric.HUMIDITY,
                                field.count16(8),
                                SKIPPED_16,
                                raw -> calibration.percent(raw, celsius))));
        return readout.measured();
    }
}
