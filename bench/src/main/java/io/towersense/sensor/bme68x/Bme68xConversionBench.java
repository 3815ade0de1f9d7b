package io.towersense.sensor.bme68x;

import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What the arithmetic of a BME680 or BME688 costs: temperature, pressure and humidity from their counts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Bme68xConversionBench {
    private final Bme68xCalibration calibration = new Bme68xCalibration(
            HexFormat.of().parseHex("f4650300308ec4d75800141e88ff191e0000b4fbe4f31e"),
            HexFormat.of().parseHex("41aa2d002d14789c5866"));

    private int temperature = 490_000;
    private int pressure = 345_000;
    private int humidity = 21_000;

    /** All three. */
    @Benchmark
    public double convert() {
        double fine = calibration.fineTemperature(temperature);
        double celsius = Bme68xCalibration.celsius(fine);
        return celsius + calibration.pascal(pressure, fine) + calibration.percent(humidity, celsius);
    }
}
