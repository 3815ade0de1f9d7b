package io.towersense.local.stream;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of one shard: one that reads it, and one for each {@link Lane}. */
final class ShardWorker {
    private static final Logger LOGGER = LoggerFactory.getLogger(ShardWorker.class);
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final int READ_AT_MOST = 1_000;

    private final String shard;
    private final RecordSource.ShardReader reader;
    private final List<Driven> lanes;
    private final List<Thread> threads = new ArrayList<>();
    private final Semaphore room = new Semaphore(0);
    private volatile boolean stopped;
    private volatile boolean distributing;

    /** A lane, and what wakes its thread. */
    private record Driven(Lane lane, Semaphore wake) {}

    private ShardWorker(String shard, RecordSource.ShardReader reader, List<Lane> lanes) {
        this.shard = shard;
        this.reader = reader;
        this.lanes =
                lanes.stream().map(lane -> new Driven(lane, new Semaphore(0))).toList();
    }

    static ShardWorker start(
            String shard,
            RecordSource source,
            MappingSettings settings,
            RequestHandler<KinesisEvent, StreamsEventResponse> function,
            FailureDestination destination,
            Clock clock) {
        List<Lane> lanes = IntStream.range(0, settings.parallelization())
                .mapToObj(number -> new Lane(shard, source, settings, function, destination, clock))
                .toList();
        ShardWorker worker = new ShardWorker(shard, source.reader(shard, settings.start()), lanes);
        worker.thread(shard + "-reader", worker::read);
        for (int i = 0; i < worker.lanes.size(); i++) {
            Driven driven = worker.lanes.get(i);
            worker.thread(shard + "-" + settings.functionName() + "-" + i, () -> worker.drive(driven));
        }
        worker.threads.forEach(Thread::start);
        return worker;
    }

    /** The lane of a partition key, so that records of one key stay in order. */
    static int laneOf(String partitionKey, int lanes) {
        byte[] hash = LocalStream.md5(partitionKey);
        // Not the first byte, which chose the shard.
        return (hash[hash.length - 1] & 0xff) % lanes;
    }

    long delivered() {
        return lanes.stream().mapToLong(driven -> driven.lane().delivered()).sum();
    }

    long discarded() {
        return lanes.stream().mapToLong(driven -> driven.lane().discarded()).sum();
    }

    boolean isIdle() {
        // Looked at in the order in which a record travels: none can slip past between two looks.
        return reader.caughtUp()
                && !distributing
                && lanes.stream().allMatch(driven -> driven.lane().unfinished() == 0);
    }

    /** How long the oldest record has waited that is not done; empty where nobody can say. */
    Optional<Duration> behind(Instant now) {
        Optional<Instant> oldest = lanes.stream()
                .flatMap(driven -> driven.lane().oldest().stream())
                .min(Comparator.naturalOrder());
        return oldest.isPresent()
                ? oldest.map(arrival -> Duration.between(arrival, now))
                : Optional.of(Duration.ZERO).filter(none -> reader.caughtUp() && !stopped);
    }

    void stop() {
        stopped = true;
        threads.get(0).interrupt();
        lanes.forEach(driven -> driven.wake().release());
    }

    void join() {
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        reader.close();
    }

    private void read() {
        while (!stopped) {
            try {
                if (reader.await(PATIENCE)) {
                    distribute();
                    waitForRoom();
                }
            } catch (InterruptedException interrupted) {
                return;
            } catch (RuntimeException failed) {
                LOGGER.warn("{} cannot be read, trying again: {}", shard, failed.toString());
                if (!rest()) {
                    return;
                }
            }
        }
    }

    private void distribute() {
        distributing = true;
        for (StreamRecord record : reader.take(READ_AT_MOST)) {
            Driven driven = lanes.get(laneOf(record.partitionKey(), lanes.size()));
            driven.lane().offer(record);
            driven.wake().release();
        }
        distributing = false;
    }

    private void waitForRoom() throws InterruptedException {
        while (!stopped && lanes.stream().anyMatch(driven -> driven.lane().isFull())) {
            room.acquire();
            room.drainPermits();
        }
    }

    private static boolean rest() {
        try {
            Thread.sleep(PATIENCE.toMillis());
            return true;
        } catch (InterruptedException interrupted) {
            return false;
        }
    }

    private void drive(Driven driven) {
        while (!stopped) {
            Optional<Duration> due = driven.lane().step();
            room.release();
            try {
                if (due.isEmpty()) {
                    driven.wake().acquire();
                } else if (!due.get().isZero()
                        && driven.wake().tryAcquire(due.get().toNanos(), TimeUnit.NANOSECONDS)) {
                    LOGGER.trace("{}: more records", shard);
                }
            } catch (InterruptedException interrupted) {
                return;
            }
            driven.wake().drainPermits();
        }
    }

    private void thread(String name, Runnable work) {
        threads.add(new Thread(work, name));
    }
}
