package io.towersense.sensor.sensirion;

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

/** What an answer of an SHT3x or SHT4x costs: both checksums and both formulas. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SensirionConversionBench {
    private final byte[] answer = HexFormat.of().parseHex("beef92beef92");
    private final Formula percent = new Formula(0, 100);

    /** Temperature and humidity. */
    @Benchmark
    public double convert() {
        Answer words = new Answer(answer);
        return Formula.CELSIUS.of(words.word(0).orElseThrow())
                + percent.of(words.word(1).orElseThrow());
    }
}
