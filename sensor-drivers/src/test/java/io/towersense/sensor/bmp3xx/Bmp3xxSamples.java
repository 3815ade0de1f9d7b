package io.towersense.sensor.bmp3xx;

import io.towersense.sensor.i2c.fake.RegisterChip;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.util.Map;

/** A chip with a calibration and counts of our own, and what the datasheet's formulas make of them. */
final class Bmp3xxSamples {
    /**
     * T1 27500, T2 19000, T3 -8; P1 4000, P2 -900, P3 30, P4 -1, P5 24000, P6 31000, P7 2, P8 -12, P9 16500, P10 0, P11
     * -50.
     */
    static final String CALIBRATION = "6c6b384af8a00f7cfc1effc05d187902f4744000ce";
    /** Pressure 8420000, temperature 8350000. */
    static final String DATA = "a07a8030697f";

    static final Map<Metric, BigDecimal> VALUES =
            Map.of(Metric.TEMPERATURE, new BigDecimal("23.132"), Metric.PRESSURE, new BigDecimal("1008.686"));

    private Bmp3xxSamples() {}

    static Bmp3xxModel bmp388() {
        return new Bmp3xxModel(0x50, CALIBRATION, DATA);
    }

    /** The same but for T1, which is 27756. */
    static Bmp3xxModel otherwiseCalibrated() {
        return new Bmp3xxModel(0x60, "6c6c" + CALIBRATION.substring(4), DATA);
    }

    static Bmp3xxModel bmp390() {
        return new Bmp3xxModel(0x60, CALIBRATION, DATA);
    }

    /** A BMP390 that neither measures nor is reset, but holds whatever is written to it. */
    static RegisterChip file(int status, String data) {
        return new RegisterChip()
                .set(0x00, 0x60)
                .set(0x03, status)
                .set(0x04, data)
                .set(0x31, CALIBRATION);
    }
}
