package io.towersense.sensor.simulator;

import io.towersense.sensor.Measurement.Measured;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.reading.ReadingBuilder;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * A device whose readings are drawn from ranges, uniformly and each for itself: temperature 15 to 35 °C, humidity 30 to
 * 80 %RH, pressure 950 to 1050 hPa. An anomaly has 46 to 60 °C and a humidity of 5 to 19.5 or 90.5 to 99 %RH, one as
 * likely as the other. A reading depends on the seed, the device and its number alone. Immutable and thread-safe.
 */
public final class UniformSimulator {
    /** The share of anomalies where nobody says otherwise. */
    public static final double DEFAULT_ANOMALY_PROBABILITY = 0.05;

    /** What the readings name as firmware. */
    public static final String FIRMWARE_VERSION = "1.0.0";

    private final String deviceId;
    private final double anomalyProbability;
    private final DeviceRandom random;

    /**
     * A device.
     *
     * @param anomalyProbability 0 to 1
     * @param seed the same seed gives the same readings
     */
    public UniformSimulator(String deviceId, double anomalyProbability, long seed) {
        if (!(anomalyProbability >= 0 && anomalyProbability <= 1)) {
            throw new IllegalArgumentException("anomaly probability " + anomalyProbability + " is not within 0 to 1");
        }
        this.deviceId = deviceId;
        this.anomalyProbability = anomalyProbability;
        this.random = DeviceRandom.of(seed, deviceId, "uniform");
    }

    /**
     * The device's reading with this number, marked as simulated.
     *
     * @param timestamp when it is to have been measured
     */
    public Reading reading(long number, Instant timestamp) {
        ReadingBuilder builder = Reading.builder(deviceId, timestamp)
                .firmwareVersion(FIRMWARE_VERSION)
                .simulated(true);
        measure(number).values().forEach((metric, value) -> builder.value(metric.key(), value));
        return builder.build();
    }

    /** What the device's sensor measures the {@code number}th time. */
    Measured measure(long number) {
        return SensorElement.measure(climate(number));
    }

    private Climate climate(long number) {
        SplittableRandom chance = random.at(number);
        boolean anomaly = chance.nextDouble() < anomalyProbability;
        double pressure = chance.nextDouble(950, 1050);
        if (!anomaly) {
            return new Climate(chance.nextDouble(15, 35), chance.nextDouble(30, 80), pressure);
        }
        double temperature = chance.nextDouble(46, 60);
        double humidity = chance.nextBoolean() ? chance.nextDouble(90.5, 99) : chance.nextDouble(5, 19.5);
        return new Climate(temperature, humidity, pressure);
    }
}
