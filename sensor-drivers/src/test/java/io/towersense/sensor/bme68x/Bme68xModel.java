package io.towersense.sensor.bme68x;

import io.towersense.sensor.i2c.fake.RegisterChip;
import java.time.Duration;

/**
 * A BME680 or BME688 as the datasheet describes it: has no calibration while it starts up, measures in forced mode for as
 * long as its oversampling takes, is not to be configured meanwhile, says so in meas_status_0 and sleeps again. Counts how
 * often its heater was on.
 */
final class Bme68xModel extends RegisterChip {
    private static final int NEW_DATA = 0x80;
    private static final int MEASURING = 0x20;
    private static final String POWER_ON_DATA = "8000008000008000";

    private final String low;
    private final String high;
    private final String data;
    private Duration startedAt = Duration.ZERO;
    private Duration measuredAt = Duration.ZERO;
    private Duration delay = Duration.ZERO;
    private boolean isStarted;
    private int heated;

    /** @param data what it will measure: registers 0x1F to 0x26 */
    Bme68xModel(int variant, String low, String high, String data) {
        this.low = low;
        this.high = high;
        this.data = data;
        set(0xD0, 0x61);
        set(0xF0, variant);
        start(Duration.ZERO);
    }

    void powerCycle() {
        start(Duration.ZERO);
    }

    /** How many measurements heated the hot plate. */
    int heated() {
        return heated;
    }

    /** From now on it measures more slowly. */
    void slowDown(Duration by) {
        delay = by;
    }

    private void start(Duration until) {
        startedAt = until;
        isStarted = false;
        set(0x1D, 0);
        set(0x1F, POWER_ON_DATA);
        set(0x70, "000000000000");
        set(0x8A, "00".repeat(23));
        set(0xE1, "00".repeat(10));
    }

    @Override
    protected void written(int register, int value, Duration now) {
        if (register == 0xE0 && value == 0xB6) {
            start(now.plusMillis(2));
        } else if (isStarted && !isMeasuring() && register >= 0x70 && register <= 0x75) {
            set(register, value);
            if (register == 0x74 && (value & 0x03) == 0x01) {
                set(0x1D, MEASURING);
                measuredAt = now.plus(measuringTime()).plus(delay);
            }
        }
    }

    private boolean isMeasuring() {
        return (get(0x1D) & MEASURING) != 0;
    }

    private Duration measuringTime() {
        int cycles = times(get(0x72)) + times(get(0x74) >> 2) + times(get(0x74) >> 5);
        return Duration.ofNanos(1_000L * (1963 * cycles + 477 * 4 + 477 * 5 + 1000));
    }

    private static int times(int oversampling) {
        int code = oversampling & 0x07;
        return code == 0 ? 0 : 1 << (code - 1);
    }

    @Override
    protected void pass(Duration now) {
        if (!isStarted && now.compareTo(startedAt) >= 0) {
            isStarted = true;
            set(0x8A, low);
            set(0xE1, high);
        }
        if (isMeasuring() && now.compareTo(measuredAt) >= 0) {
            set(0x1D, NEW_DATA);
            set(0x1F, times(get(0x74) >> 2) == 0 ? "800000" : data.substring(0, 6));
            set(0x22, times(get(0x74) >> 5) == 0 ? "800000" : data.substring(6, 12));
            set(0x25, times(get(0x72)) == 0 ? "8000" : data.substring(12));
            set(0x74, get(0x74) & ~0x03);
            if ((get(0x71) & 0x30) != 0 && (get(0x70) & 0x08) == 0) {
                heated++;
            }
        }
    }
}
