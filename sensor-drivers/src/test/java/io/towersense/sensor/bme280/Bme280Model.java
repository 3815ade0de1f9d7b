package io.towersense.sensor.bme280;

import io.towersense.sensor.i2c.fake.RegisterChip;
import java.time.Duration;

/**
 * A BME280 as the datasheet describes it: copies its calibration after a reset, takes ctrl_hum over on a write to
 * ctrl_meas, measures in forced mode for 41 ms and sleeps again.
 */
final class Bme280Model extends RegisterChip {
    private static final Duration COPYING = Duration.ofMillis(1);
    private static final Duration MEASURING = Duration.ofMillis(41);
    private static final String POWER_ON_DATA = "8000008000008000";

    private final String data;
    private Duration copiedAt = Duration.ZERO;
    private Duration measuredAt = Duration.ZERO;
    private boolean isMeasuring;
    private int humidityInForce;

    /** @param data what it will measure: registers 0xF7 to 0xFE */
    Bme280Model(int id, String low, String high, String data) {
        this.data = data;
        set(0xD0, id);
        set(0x88, low);
        set(0xE1, high);
        powerCycle();
    }

    void powerCycle() {
        for (int register = 0xF2; register <= 0xF5; register++) {
            set(register, 0);
        }
        set(0xF7, POWER_ON_DATA);
        humidityInForce = 0;
        isMeasuring = false;
        copiedAt = Duration.ZERO;
    }

    @Override
    protected void written(int register, int value, Duration now) {
        if (register == 0xE0 && value == 0xB6) {
            powerCycle();
            set(0xF3, 0x01);
            copiedAt = now.plus(COPYING);
        } else if (register == 0xF2 || register == 0xF5) {
            set(register, value);
        } else if (register == 0xF4) {
            set(register, value);
            humidityInForce = get(0xF2) & 0x07;
            if ((value & 0x03) == 0x01) {
                isMeasuring = true;
                measuredAt = now.plus(MEASURING);
                set(0xF3, 0x08);
            }
        }
    }

    @Override
    protected void pass(Duration now) {
        if ((get(0xF3) & 0x01) != 0 && now.compareTo(copiedAt) >= 0) {
            set(0xF3, get(0xF3) & ~0x01);
        }
        if (isMeasuring && now.compareTo(measuredAt) >= 0) {
            isMeasuring = false;
            set(0xF3, 0);
            set(0xF4, get(0xF4) & ~0x03);
            boolean temperature = (get(0xF4) & 0xE0) != 0;
            boolean pressure = (get(0xF4) & 0x1C) != 0;
            set(0xF7, pressure ? data.substring(0, 6) : "800000");
            set(0xFA, temperature ? data.substring(6, 12) : "800000");
            set(0xFD, humidityInForce != 0 ? data.substring(12) : "8000");
        }
    }
}
