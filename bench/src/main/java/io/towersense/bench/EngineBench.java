package io.towersense.bench;

import io.towersense.telemetry.codec.StateCodec;
import io.towersense.telemetry.engine.AlarmEngine;
import io.towersense.telemetry.engine.DeviceState;
import io.towersense.telemetry.engine.Evaluation;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.rule.RuleSet;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
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

/** What judging a reading by the default rules costs, and storing what is remembered. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EngineBench {
    private final AlarmEngine engine = new AlarmEngine(RuleSet.DEFAULTS);
    private final Reading normal = Readings.at(Instant.parse("2026-11-22T10:00:00.123Z"), 1);
    private final Reading hot =
            normal.toBuilder().value("temperature", new BigDecimal("47.3")).build();
    private final DeviceState quiet =
            engine.evaluate(DeviceState.INITIAL, normal, Duration.ZERO).state();
    private final DeviceState alarmed =
            engine.evaluate(DeviceState.INITIAL, hot, Duration.ZERO).state();
    private final byte[] stored = StateCodec.encode(alarmed);

    /** A reading that changes nothing. */
    @Benchmark
    public Evaluation normal() {
        return engine.evaluate(quiet, normal, Duration.ofSeconds(5));
    }

    /** A reading that raises an alarm. */
    @Benchmark
    public Evaluation raise() {
        return engine.evaluate(quiet, hot, Duration.ofSeconds(5));
    }

    /** A reading under an alarm that stands. */
    @Benchmark
    public Evaluation standing() {
        return engine.evaluate(alarmed, hot, Duration.ofSeconds(5));
    }

    /** The state of a device with an alarm, to JSON. */
    @Benchmark
    public byte[] encodeState() {
        return StateCodec.encode(alarmed);
    }

    /** The state of a device with an alarm, from JSON. */
    @Benchmark
    public DeviceState decodeState() {
        return StateCodec.decodeDevice(stored);
    }
}
