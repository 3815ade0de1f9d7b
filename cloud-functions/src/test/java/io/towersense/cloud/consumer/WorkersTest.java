package io.towersense.cloud.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

@Timeout(60)
class WorkersTest {
    private static final int IN_FLIGHT = 4;

    private final Workers workers = new Workers(IN_FLIGHT);

    @Test
    void everyTaskIsDoneOnceBeforeItReturns() {
        List<AtomicInteger> counts =
                IntStream.range(0, 1_000).mapToObj(any -> new AtomicInteger()).toList();
        workers.run(
                counts.stream().map(count -> (Runnable) count::incrementAndGet).toList());
        assertThat(counts).allSatisfy(count -> assertThat(count).hasValue(1));
    }

    @Test
    void nothingToDoIsDoneAtOnce() {
        workers.run(List.of());
    }

    @Test
    void theCallerIsOneOfThemToTheEnd() {
        // Each wave of tasks waits until as many are under way as are allowed: with one fewer it would break.
        CyclicBarrier wave = new CyclicBarrier(IN_FLIGHT);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Runnable task = () -> {
            threads.add(Thread.currentThread());
            await(wave);
        };
        workers.run(Collections.nCopies(IN_FLIGHT * 5, task));
        assertThat(threads).hasSize(IN_FLIGHT).contains(Thread.currentThread());
    }

    @Test
    void whatAThreadLogsBearsTheRequestOfTheCaller() {
        CyclicBarrier wave = new CyclicBarrier(IN_FLIGHT);
        Set<String> requests = ConcurrentHashMap.newKeySet();
        Runnable task = () -> {
            requests.add(String.valueOf(MDC.get("request")));
            await(wave);
        };
        try (MDC.MDCCloseable id = MDC.putCloseable("request", "7")) {
            workers.run(Collections.nCopies(IN_FLIGHT, task));
        }
        assertThat(requests).containsExactly("7");
    }

    @Test
    void oneCallInFlightIsTheCallersOwn() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        new Workers(1).run(Collections.nCopies(50, () -> threads.add(Thread.currentThread())));
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void whatOneThrewIsThrownAfterAllOthersAreDone() {
        AtomicInteger done = new AtomicInteger();
        Runnable good = done::incrementAndGet;
        Runnable bad = () -> {
            throw new IllegalStateException("no");
        };
        assertThatThrownBy(() -> workers.run(List.of(good, bad, good, bad, good)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThat(done).hasValue(3);
    }

    @Test
    void anErrorReachesTheCallerWhoeverMetIt() {
        Runnable bad = () -> {
            throw new AssertionError("broken");
        };
        assertThatThrownBy(() -> workers.run(Collections.nCopies(IN_FLIGHT * 2, bad)))
                .isInstanceOf(AssertionError.class)
                .hasMessage("broken");
    }

    private static void await(CyclicBarrier wave) {
        try {
            wave.await(20, TimeUnit.SECONDS);
        } catch (BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
