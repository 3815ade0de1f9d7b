package io.towersense.sensor.bme280;

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

/** What the arithmetic of a BME280 costs: temperature, pressure and humidity from their counts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Bme280ConversionBench {
    private final Bme280Calibration calibration = new Bme280Calibration(
            HexFormat.of().parseHex("706b436718fc7d8e43d6d00b270b8c00f9ff8c3cf8c67017004b"),
            HexFormat.of().parseHex("6a01001328031e"));

    private int temperature = 519_888;
    private int pressure = 415_148;
    private int humidity = 28_000;

    /** All three. */
    @Benchmark
    public double convert() {
        double fine = calibration.fineTemperature(temperature);
        return Bme280Calibration.celsius(fine)
                + calibration.pascal(pressure, fine)
                + calibration.percent(humidity, fine);
    }
}
