package io.towersense.bench;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What an event costs in the consumer itself: all of its way, into a table that answers at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class OverheadBench {
    /** How readings lie in the event: 100 or 5,000 of them. */
    @Param
    public Shape shape = Shape.BARE;

    private final Readings source = new Readings();
    private TowerSenseConsumer consumer = new TowerSenseConsumer(shape, new InstantDynamoDb());
    private KinesisEvent event = new KinesisEvent();

    /** The consumer that fits the shape. */
    @Setup
    public void start() {
        consumer = new TowerSenseConsumer(shape, new InstantDynamoDb());
    }

    /** An event of the present, because late readings would cost less. */
    @Setup(Level.Iteration)
    public void renew() {
        event = shape.events(source.take(shape.event())).get(0);
    }

    /** One event. The same again and again within a second: only its first is new enough to be judged. */
    @Benchmark
    public StreamsEventResponse event() {
        return consumer.handle(event);
    }
}
