package io.towersense.local.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.towersense.telemetry.time.Clock;
import io.towersense.telemetry.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventSourceMappingTest {
    private static final FailureDestination NOWHERE = batch -> {
        throw new AssertionError(batch.metadata().toString());
    };

    private final LocalStream stream = new LocalStream("stream", 2, Duration.ofHours(24), 1 << 24, Clock.system());
    private final Map<String, List<Integer>> received = new ConcurrentHashMap<>();

    @Test
    void everyRecordArrivesOnceAndInTheOrderOfItsKey() throws Exception {
        MappingSettings settings =
                MappingSettings.defaults("consumer").withBatchSize(7).withParallelization(4);
        try (EventSourceMapping mapping = EventSourceMapping.start(
                stream, settings, (event, context) -> receive(event), NOWHERE, Clock.system())) {
            for (int i = 0; i < 5_000; i++) {
                stream.put("key-" + i % 23, Integer.toString(i).getBytes(UTF_8));
            }
            await().until(mapping::isIdle);
            assertThat(mapping.delivered()).isEqualTo(5_000);
        }
        assertThat(received).hasSize(23);
        received.forEach((key, numbers) -> assertThat(numbers).isSorted().doesNotHaveDuplicates());
        assertThat(received.values().stream().mapToInt(List::size).sum()).isEqualTo(5_000);
    }

    @Test
    void batchesOfOneShardRunAtOnceUpToTheParallelizationFactor() throws Exception {
        LocalStream one = new LocalStream("stream", 1, Duration.ofHours(24), 1 << 24, Clock.system());
        CountDownLatch together = new CountDownLatch(3);
        Set<Integer> lanes = ConcurrentHashMap.newKeySet();
        MappingSettings settings =
                MappingSettings.defaults("consumer").withBatchSize(1).withParallelization(3);
        try (EventSourceMapping mapping = EventSourceMapping.start(
                one,
                settings,
                (event, context) -> {
                    together.countDown();
                    pass(together);
                    return new StreamsEventResponse();
                },
                NOWHERE,
                Clock.system())) {
            for (int i = 0; lanes.size() < 3; i++) {
                if (lanes.add(ShardWorker.laneOf("key-" + i, 3))) {
                    one.put("key-" + i, new byte[1]);
                }
            }
            assertThat(together.await(20, TimeUnit.SECONDS)).isTrue();
            await().until(mapping::isIdle);
        }
    }

    @Test
    void howLongTheOldestRecordWaitsIsHowFarItIsBehind() throws Exception {
        ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
        LocalStream slow = new LocalStream("stream", 2, Duration.ofHours(24), 1 << 24, clock);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (EventSourceMapping mapping = EventSourceMapping.start(
                slow,
                MappingSettings.defaults("consumer"),
                (event, context) -> {
                    begun.countDown();
                    pass(end);
                    return new StreamsEventResponse();
                },
                NOWHERE,
                clock)) {
            assertThat(mapping.behind(clock.now())).contains(Duration.ZERO);
            slow.put("key", new byte[1]);
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            clock.advance(Duration.ofMinutes(3));
            assertThat(mapping.behind(clock.now())).contains(Duration.ofMinutes(3));
            end.countDown();
            await().until(() -> mapping.behind(clock.now()).equals(Optional.of(Duration.ZERO)));
        }
    }

    @Test
    void withAFactorOfOneBatchesOfAShardNeverOverlap() throws Exception {
        LocalStream one = new LocalStream("stream", 1, Duration.ofHours(24), 1 << 24, Clock.system());
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (EventSourceMapping mapping = EventSourceMapping.start(
                one,
                MappingSettings.defaults("consumer").withBatchSize(3),
                (event, context) -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.onSpinWait();
                    running.decrementAndGet();
                    return new StreamsEventResponse();
                },
                NOWHERE,
                Clock.system())) {
            for (int i = 0; i < 1_000; i++) {
                one.put("key-" + i, new byte[1]);
            }
            await().until(mapping::isIdle);
            assertThat(mapping.delivered()).isEqualTo(1_000);
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void aFailureOfOneShardDoesNotHoldUpTheOther() throws Exception {
        String failing = IntStream.range(0, 100)
                .mapToObj(i -> "f" + i)
                .filter(key -> stream.shardOf(key) == 0)
                .findFirst()
                .orElseThrow();
        String working = IntStream.range(0, 100)
                .mapToObj(i -> "w" + i)
                .filter(key -> stream.shardOf(key) == 1)
                .findFirst()
                .orElseThrow();
        try (EventSourceMapping mapping = EventSourceMapping.start(
                stream,
                MappingSettings.defaults("consumer"),
                (event, context) -> {
                    if (event.getRecords().get(0).getKinesis().getPartitionKey().equals(failing)) {
                        throw new IllegalStateException("always");
                    }
                    return receive(event);
                },
                NOWHERE,
                Clock.system())) {
            stream.put(failing, bytes(1));
            stream.put(working, bytes(2));
            await().until(() -> received.containsKey(working));
            assertThat(mapping.isIdle()).isFalse();
            assertThat(received).doesNotContainKey(failing);
        }
    }

    @Test
    void closingWaitsForTheRunningInvocationAndLeavesNoThread() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger finished = new AtomicInteger();
        EventSourceMapping mapping = EventSourceMapping.start(
                stream,
                MappingSettings.defaults("consumer"),
                (event, context) -> {
                    running.countDown();
                    pass(goOn);
                    finished.incrementAndGet();
                    return new StreamsEventResponse();
                },
                NOWHERE,
                Clock.system());
        stream.put("key", bytes(1));
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
        Thread closing = new Thread(mapping::close);
        closing.start();
        goOn.countDown();
        closing.join();
        assertThat(finished).hasValue(1);
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("shardId-"));
    }

    private StreamsEventResponse receive(KinesisEvent event) {
        for (KinesisEvent.KinesisEventRecord record : event.getRecords()) {
            received.computeIfAbsent(record.getKinesis().getPartitionKey(), key -> new ArrayList<>())
                    .add(Integer.parseInt(
                            UTF_8.decode(record.getKinesis().getData()).toString()));
        }
        return new StreamsEventResponse();
    }

    private static void pass(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private static byte[] bytes(int number) {
        return Integer.toString(number).getBytes(UTF_8);
    }
}
