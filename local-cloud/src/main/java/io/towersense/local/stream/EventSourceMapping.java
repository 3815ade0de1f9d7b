package io.towersense.local.stream;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A running event source mapping: reads a stream's shards and hands their records to a function, with the semantics that
 * AWS documents for Kinesis and Lambda.
 *
 * <ul>
 *   <li>A batch goes out when it has {@code BatchSize} records, when its event reaches 6 MB, or when the batching window
 *       is over.
 *   <li>The lowest sequence number that the function names is the checkpoint: everything from it on is delivered again.
 *   <li>Bisecting splits a failed batch in two, and a partly failed one at its checkpoint; it costs no retry. Every other
 *       redelivery does, also after a partial success, and what remains keeps its count.
 *   <li>Batches of one shard follow each other. With a parallelisation factor there are so many at a time, and records of
 *       one partition key stay in order.
 * </ul>
 */
public final class EventSourceMapping implements AutoCloseable {
    private final List<ShardWorker> workers;

    private EventSourceMapping(List<ShardWorker> workers) {
        this.workers = workers;
    }

    /** Starts to read. */
    public static EventSourceMapping start(
            RecordSource source,
            MappingSettings settings,
            RequestHandler<KinesisEvent, StreamsEventResponse> function,
            FailureDestination destination,
            Clock clock) {
        return new EventSourceMapping(source.shards().stream()
                .map(shard -> ShardWorker.start(shard, source, settings, function, destination, clock))
                .toList());
    }

    /** Records handed to the function, each as often as it was. */
    public long delivered() {
        return workers.stream().mapToLong(ShardWorker::delivered).sum();
    }

    /** Records given up and sent to the destination. */
    public long discarded() {
        return workers.stream().mapToLong(ShardWorker::discarded).sum();
    }

    /** Whether everything that the stream held was delivered and is done, or given up. */
    public boolean isIdle() {
        return workers.stream().allMatch(ShardWorker::isIdle);
    }

    /** How long the oldest record has waited that is not done, zero where all are; empty where nobody can say. */
    public Optional<Duration> behind(Instant now) {
        List<Optional<Duration>> shards =
                workers.stream().map(worker -> worker.behind(now)).toList();
        return shards.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : shards.stream().flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    /** Stops; a running invocation is waited for. What is not done yet is not delivered. */
    @Override
    public void close() {
        workers.forEach(ShardWorker::stop);
        workers.forEach(ShardWorker::join);
    }
}
