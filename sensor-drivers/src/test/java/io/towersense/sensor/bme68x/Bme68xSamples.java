package io.towersense.sensor.bme68x;

import io.towersense.sensor.i2c.fake.RegisterChip;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.util.Map;

/** A chip with a calibration and counts of our own, and what the datasheet's formulas make of them. */
final class Bme68xSamples {
    /** T2 26100, T3 3; P1 36400, P2 -10300, P3 88, P4 7700, P5 -120, P7 25, P6 30, P8 -1100, P9 -3100, P10 30. */
    static final String LOW = "f4650300308ec4d75800141e88ff191e0000b4fbe4f31e";
    /** H2 1050, H1 730, H3 0, H4 45, H5 20, H6 120, H7 -100; T1 26200. */
    static final String HIGH = "41aa2d002d14789c5866";
    /** Pressure 345000, temperature 490000, humidity 21000. */
    static final String DATA = "543a8077a1005208";

    static final Map<Metric, BigDecimal> VALUES = Map.of(
            Metric.TEMPERATURE, new BigDecimal("22.031"),
            Metric.PRESSURE, new BigDecimal("991.158"),
            Metric.HUMIDITY, new BigDecimal("49.940"));

    private Bme68xSamples() {}

    static Bme68xModel bme680() {
        return new Bme68xModel(0, LOW, HIGH, DATA);
    }

    /** The same but for T2, which is 26356. */
    static Bme68xModel otherwiseCalibrated() {
        return new Bme68xModel(1, "f466" + LOW.substring(4), HIGH, DATA);
    }

    static Bme68xModel bme688() {
        return new Bme68xModel(1, LOW, HIGH, DATA);
    }

    /** A BME680 that neither measures nor is reset, but holds whatever is written to it. */
    static RegisterChip file(int status, String data) {
        return new RegisterChip()
                .set(0x1D, status)
                .set(0x1F, data)
                .set(0x8A, LOW)
                .set(0xD0, 0x61)
                .set(0xE1, HIGH);
    }
}
