package io.towersense.sensor.bme280;

import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorProblem;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.chip.Channel;
import io.towersense.sensor.chip.Chip;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A BME280 or BMP280 in forced mode, filter off; between measurements the chip sleeps (BST-BME280-DS002, section 3.3.3).
 *
 * <p>Oversampling 8 for temperature and pressure gives 19 bits. With less, the power-on value would be the count of a range
 * of temperatures wide enough (0.005 °C near 26 °C with oversampling 1) for a room to stay in, and a good chip would look
 * like one that skipped. Humidity has 16 bits whatever its oversampling.
 */
final class Bme280 implements Chip {
    static final int ID_REGISTER = 0xD0;
    static final int BME280_ID = 0x60;
    static final int BMP280_ID = 0x58;

    private static final int CALIBRATION_LOW = 0x88;
    private static final int CALIBRATION_HIGH = 0xE1;
    private static final int RESET_REGISTER = 0xE0;
    private static final int RESET = 0xB6;
    private static final int CTRL_HUM = 0xF2;
    private static final int STATUS = 0xF3;
    private static final int CTRL_MEAS = 0xF4;
    private static final int CONFIG = 0xF5;
    private static final int MEASURING = 0x08;
    private static final int COPYING = 0x01;

    private static final int HUMIDITY_ONCE = 0x01;
    private static final int OTHERS_EIGHT_TIMES = 0x90;
    private static final int FORCED = 0x01;
    /** Filter off. The standby time means nothing in forced mode, and is zero in a chip that was reset or exchanged. */
    private static final int UNFILTERED = 0xA0;

    private static final int CONFIG_BITS = 0xFD;
    private static final int MODE_BITS = 0x03;
    private static final int SKIPPED_20 = 0x80000;
    private static final int SKIPPED_16 = 0x8000;

    /** Section 1.1, table 1: start-up after power or reset. */
    private static final Duration START_UP = Duration.ofMillis(2);
    /** Section 9.1: 1.25 + 2.3 * 8 + (2.3 * 8 + 0.575) + (2.3 + 0.575) ms at the most. */
    private static final Duration MEASURING_TIME = Duration.ofMillis(42);

    private static final Duration POLL = Duration.ofMillis(2);
    private static final int POLLS = 10;

    /** Section 1.1 to 1.3: what the chip operates in. */
    private static final Map<Metric, OperatingRange> RANGES = Map.of(
            Metric.TEMPERATURE, new OperatingRange(-40, 85),
            Metric.HUMIDITY, new OperatingRange(0, 100),
            Metric.PRESSURE, new OperatingRange(300, 1100));

    private final boolean expectsHumidity;
    private boolean isBme280;
    private Bme280Calibration calibration = new Bme280Calibration(new byte[Bme280Calibration.LOW_LENGTH], new byte[0]);

    /** @param expectsHumidity whether humidity is measured, and a BMP280, which has none, is a fault */
    Bme280(boolean expectsHumidity) {
        this.expectsHumidity = expectsHumidity;
    }

    @Override
    public void initialise(I2cDevice device) throws I2cException, ChipException, InterruptedException {
        identify(device);
        device.writeRegister(RESET_REGISTER, RESET);
        device.pause(START_UP);
        awaitClear(device, COPYING, "copy its calibration after a reset");
        // Before the calibration is read: what is set here gives it away if the chip is exchanged from now on.
        if (measuresHumidity()) {
            // Section 5.4.3: takes effect with the write to ctrl_meas that follows.
            device.writeRegister(CTRL_HUM, HUMIDITY_ONCE);
        }
        device.writeRegister(CONFIG, UNFILTERED);
        byte[] low = device.readRegisters(CALIBRATION_LOW, Bme280Calibration.LOW_LENGTH);
        byte[] high = measuresHumidity()
                ? device.readRegisters(CALIBRATION_HIGH, Bme280Calibration.HIGH_LENGTH)
                : new byte[0];
        RegisterCheck.calibrated(device, low);
        if (measuresHumidity()) {
            RegisterCheck.calibrated(device, high);
        }
        calibration = new Bme280Calibration(low, high);
    }

    @Override
    public Measured measure(I2cDevice device) throws I2cException, ChipException, InterruptedException {
        device.writeRegister(CTRL_MEAS, OTHERS_EIGHT_TIMES | FORCED);
        device.pause(MEASURING_TIME);
        awaitClear(device, MEASURING, "measure");
        // Control, status and data in one transfer, so that neither a reset nor another chip goes unnoticed.
        byte[] registers = device.readRegisters(CTRL_HUM, 13);
        RegisterCheck.notStuck(device, registers);
        requireConfigured(device, registers);
        return decode(device, new RegisterBytes(registers));
    }

    private boolean measuresHumidity() {
        return expectsHumidity && isBme280;
    }

    private void identify(I2cDevice device) throws I2cException, ChipException {
        int id = device.readRegister(ID_REGISTER);
        if (id != BME280_ID && id != BMP280_ID) {
            throw ChipNames.wrongChip(device, id, "BME280 (0x60) or BMP280 (0x58)");
        }
        isBme280 = id == BME280_ID;
    }

    private static void awaitClear(I2cDevice device, int bit, String what)
            throws I2cException, ChipException, InterruptedException {
        for (int poll = 0; poll < POLLS; poll++) {
            if ((device.readRegister(STATUS) & bit) == 0) {
                return;
            }
            device.pause(POLL);
        }
        int status = device.readRegister(STATUS);
        RegisterCheck.notStuck(device, (byte) status);
        throw RegisterCheck.notReady(device, what);
    }

    private void requireConfigured(I2cDevice device, byte[] registers) throws ChipException {
        boolean humidity = !measuresHumidity() || (registers[0] & 0x07) == HUMIDITY_ONCE;
        boolean others = (registers[CTRL_MEAS - CTRL_HUM] & ~MODE_BITS & 0xFF) == OTHERS_EIGHT_TIMES;
        boolean marked = (registers[CONFIG - CTRL_HUM] & CONFIG_BITS) == UNFILTERED;
        if (!humidity || !others || !marked) {
            throw RegisterCheck.lostConfiguration(device);
        }
    }

    private Measured decode(I2cDevice device, RegisterBytes registers) {
        Readout readout = new Readout(isBme280 ? "BME280" : "BMP280", RANGES);
        if (expectsHumidity && !isBme280) {
            readout.missing(
                    Metric.HUMIDITY,
                    new SensorProblem(
                            Kind.WRONG_CHIP, "chip id 0x58 is a BMP280: it has no humidity (" + device + ")"));
        }
        int count = registers.count20(8);
        double fine = calibration.fineTemperature(count);
        List<Channel> others = new ArrayList<>();
        others.add(new Channel(
                Metric.PRESSURE, registers.count20(5), SKIPPED_20, raw -> calibration.pascal(raw, fine) / 100));
        if (measuresHumidity()) {
            others.add(new Channel(
                    Metric.HUMIDITY, registers.count16(11), SKIPPED_16, raw -> calibration.percent(raw, fine)));
        }
        Channel temperature =
                new Channel(Metric.TEMPERATURE, count, SKIPPED_20, raw -> Bme280Calibration.celsius(fine));
        Channel.read(device, readout, temperature, others);
        return readout.measured();
    }
}
