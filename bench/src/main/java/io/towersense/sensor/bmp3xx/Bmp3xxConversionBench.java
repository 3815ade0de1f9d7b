package io.towersense.sensor.bmp3xx;

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

/** What the arithmetic of a BMP388 or BMP390 costs: temperature and pressure from their counts. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Bmp3xxConversionBench {
    private final Bmp3xxCalibration calibration =
            new Bmp3xxCalibration(HexFormat.of().parseHex("6c6b384af8a00f7cfc1effc05d187902f4744000ce"));

    private int temperature = 8_350_000;
    private int pressure = 8_420_000;

    /** Both. */
    @Benchmark
    public double convert() {
        double celsius = calibration.celsius(temperature);
        return celsius + calibration.pascal(pressure, celsius);
    }
}
