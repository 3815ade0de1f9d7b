package io.towersense.sensor.bme280;

import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.util.Map;

/**
 * A chip with the calibration and the counts of the example in the BMP280's datasheet (BST-BMP280-DS001, section 3.12),
 * and a humidity of our own.
 */
final class Bme280Samples {
    /** T1 27504, T2 26435, T3 -1000, P1 36477, P2 -10685, P3 3024, P4 2855, P5 140, P6 -7, P7 15500, P8 -14600, P9 6000; H1 75. */
    static final String LOW = "706b436718fc7d8e43d6d00b270b8c00f9ff8c3cf8c67017004b";
    /** H2 362, H3 0, H4 312, H5 50, H6 30. */
    static final String HIGH = "6a01001328031e";
    /** Pressure 415148, temperature 519888, humidity 28000. */
    static final String DATA = "655ac07eed006d60";

    static final Map<Metric, BigDecimal> VALUES = Map.of(
            Metric.TEMPERATURE, new BigDecimal("25.082"),
            Metric.PRESSURE, new BigDecimal("1006.533"),
            Metric.HUMIDITY, new BigDecimal("44.216"));

    private Bme280Samples() {}

    static Bme280Model bme280() {
        return new Bme280Model(0x60, LOW, HIGH, DATA);
    }

    /** The same but for T1, which is 27760. */
    static Bme280Model otherwiseCalibrated() {
        return new Bme280Model(0x60, "706c" + LOW.substring(4), HIGH, DATA);
    }

    static Bme280Model bmp280() {
        return new Bme280Model(0x58, LOW, "00000000000000", DATA);
    }
}
