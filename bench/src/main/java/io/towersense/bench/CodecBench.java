package io.towersense.bench;

import io.towersense.telemetry.codec.BatchCodec;
import io.towersense.telemetry.codec.ReadingCodec;
import io.towersense.telemetry.message.Batch;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.time.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What reading and writing a reading costs, alone and in a batch of a hundred. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBench {
    private static final int BATCH = 100;

    private final Reading reading = Readings.at(Instant.parse("2026-11-22T10:00:00.123Z"), 1);
    private final byte[] json = ReadingCodec.encode(reading);
    private final byte[] batch = BatchCodec.join("0123456789ab", Readings.encoded(BATCH), List.of());
    private final byte[] gzip = BatchCodec.gzip(batch);
    private final String timestamp = Timestamps.format(reading.timestamp());

    /** One reading from its JSON. */
    @Benchmark
    public Reading decode() {
        return ReadingCodec.decode(json);
    }

    /** One reading to its JSON. */
    @Benchmark
    public byte[] encode() {
        return ReadingCodec.encode(reading);
    }

    /** A batch from its JSON, for each reading. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Batch decodeBatch() {
        return BatchCodec.decode(batch);
    }

    /** A batch from its gzip, for each reading. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public Batch decodeGzip() {
        return BatchCodec.decode(gzip);
    }

    /** A timestamp from its text. */
    @Benchmark
    public Instant parseTimestamp() {
        return Timestamps.parse(timestamp);
    }

    /** A timestamp as a sort key. */
    @Benchmark
    public String sortKey() {
        return Timestamps.sortKey(reading.timestamp());
    }
}
