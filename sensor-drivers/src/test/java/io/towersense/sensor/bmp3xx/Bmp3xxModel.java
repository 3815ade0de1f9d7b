package io.towersense.sensor.bmp3xx;

import io.towersense.sensor.i2c.fake.RegisterChip;
import java.time.Duration;

/**
 * A BMP388 or BMP390 as the datasheet describes it: has no calibration and takes no command while it starts up, measures in
 * forced mode for as long as its oversampling takes, says so in STATUS and sleeps again; what is read is ready no longer.
 */
final class Bmp3xxModel extends RegisterChip {
    private static final int CMD_RDY = 0x10;
    private static final int DRDY_PRESS = 0x20;
    private static final int DRDY_TEMP = 0x40;
    private static final int CMD_ERR = 0x02;
    private static final String POWER_ON_DATA = "000080000080";

    private final String calibration;
    private final String data;
    private Duration startedAt = Duration.ZERO;
    private Duration measuredAt = Duration.ZERO;
    private boolean isMeasuring;
    private Duration delay = Duration.ZERO;

    /** @param data what it will measure: registers 0x04 to 0x09 */
    Bmp3xxModel(int id, String calibration, String data) {
        this.calibration = calibration;
        this.data = data;
        set(0x00, id);
        start(Duration.ZERO);
    }

    void powerCycle() {
        start(Duration.ZERO);
    }

    /** From now on it measures more slowly. */
    void slowDown(Duration by) {
        delay = by;
    }

    private void start(Duration until) {
        startedAt = until;
        isMeasuring = false;
        set(0x02, 0);
        set(0x03, 0);
        set(0x04, POWER_ON_DATA);
        set(0x10, 0x01);
        set(0x1B, 0);
        set(0x1C, 0x02);
        set(0x1F, 0);
        set(0x31, "00".repeat(21));
    }

    private boolean isStarted() {
        return (get(0x03) & CMD_RDY) != 0;
    }

    @Override
    protected void written(int register, int value, Duration now) {
        if (!isStarted()) {
            set(0x02, get(0x02) | CMD_ERR);
        } else if (register == 0x7E && value == 0xB6) {
            start(now.plusMillis(2));
        } else if (register == 0x1C || register == 0x1F) {
            set(register, value);
        } else if (register == 0x1B) {
            set(register, value);
            if ((value & 0x30) == 0x10) {
                isMeasuring = true;
                measuredAt = now.plus(measuringTime()).plus(delay);
            }
        }
    }

    private Duration measuringTime() {
        int pressureTimes = 1 << (get(0x1C) & 0x07);
        int temperatureTimes = 1 << ((get(0x1C) >> 3) & 0x07);
        return Duration.ofNanos(1_000L * (234 + 392 + 163 + 2020 * (pressureTimes + temperatureTimes)));
    }

    @Override
    protected int read(int register) {
        int value = get(register);
        switch (register) {
            case 0x02, 0x10 -> set(register, 0);
            case 0x04, 0x05, 0x06 -> set(0x03, get(0x03) & ~DRDY_PRESS);
            case 0x07, 0x08, 0x09 -> set(0x03, get(0x03) & ~DRDY_TEMP);
            default -> {}
        }
        return value;
    }

    @Override
    protected void pass(Duration now) {
        if (!isStarted() && now.compareTo(startedAt) >= 0) {
            set(0x03, CMD_RDY);
            set(0x31, calibration);
        }
        if (isMeasuring && now.compareTo(measuredAt) >= 0) {
            isMeasuring = false;
            int enabled = get(0x1B) & 0x03;
            set(0x1B, enabled);
            if ((enabled & 0x01) != 0) {
                set(0x04, data.substring(0, 6));
                set(0x03, get(0x03) | DRDY_PRESS);
            }
            if ((enabled & 0x02) != 0) {
                set(0x07, data.substring(6));
                set(0x03, get(0x03) | DRDY_TEMP);
            }
        }
    }
}
