package io.towersense.agent.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Exhausted;
import io.towersense.sensor.Measurement.Faulted;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.telemetry.time.Timestamps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration BOUND = Duration.ofMillis(40);

    private final SteppedTime time = new SteppedTime();
    private final Heard heard = new Heard();
    private final List<Sampler> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(Sampler::close);
    }

    @Test
    void aDeviceIsReadOncePerInterval() {
        ScriptedDriver driver = ScriptedDriver.mild();
        Sampler sampler = start(device("cab1", driver));
        for (int turn = 1; turn <= 20; turn++) {
            int expected = turn;
            await().until(() -> heard.samples("cab1").size() == expected);
            time.pass(INTERVAL);
        }
        await().until(() -> heard.samples("cab1").size() == 21);
        assertThat(heard.samples("cab1"))
                .extracting(Sample::monotonic)
                .containsExactlyElementsOf(Stream.iterate(Duration.ZERO, due -> due.plus(INTERVAL))
                        .limit(21)
                        .toList());
        assertThat(sampling(sampler, "cab1").sampled()).isEqualTo(21);
        assertThat(sampling(sampler, "cab1").skipped()).isZero();
    }

    @Test
    void theFirstReadsAreSpreadOverTheInterval() {
        start(
                device("cab1", ScriptedDriver.mild()),
                device("cab2", ScriptedDriver.mild()),
                device("cab3", ScriptedDriver.mild()),
                device("cab4", ScriptedDriver.mild()));
        await().until(() -> heard.samples.size() == 1);
        for (int i = 0; i < 3; i++) {
            int expected = i + 2;
            time.pass(Duration.ofMillis(1_250));
            await().until(() -> heard.samples.size() == expected);
        }
        assertThat(heard.samples)
                .extracting(sample -> sample.reading().deviceId())
                .containsExactly("cab1", "cab2", "cab3", "cab4");
    }

    @Test
    void aSlowDriverNeverDelaysAnother() {
        CountDownLatch done = new CountDownLatch(1);
        start(
                device("slow", ScriptedDriver.of(() -> {
                    done.await();
                    return ScriptedDriver.celsius("20");
                })),
                device("cab1", ScriptedDriver.mild()));
        for (int turn = 1; turn <= 10; turn++) {
            int expected = turn;
            time.pass(INTERVAL);
            await().until(() -> heard.samples("cab1").size() == expected);
        }
        assertThat(heard.samples("slow")).isEmpty();
        done.countDown();
    }

    @Test
    void turnsThatASlowDriverMissesAreSkippedNotBunched() {
        ScriptedDriver driver = ScriptedDriver.of(() -> {
            time.pass(Duration.ofSeconds(17));
            return ScriptedDriver.celsius("20");
        });
        Sampler sampler = start(Duration.ofHours(1), device("cab1", driver));
        await().until(() -> sampling(sampler, "cab1").skipped() == 3);
        assertThat(driver.reads).hasValue(1);
        driver.becomes(() -> ScriptedDriver.celsius("21"));
        time.pass(Duration.ofSeconds(3));
        await().until(() -> heard.samples("cab1").size() == 2);
        assertThat(heard.samples("cab1").get(1).monotonic()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aReadThatTakesTooLongIsAFaultAndIsInterrupted() {
        AtomicBoolean wasInterrupted = new AtomicBoolean();
        ScriptedDriver driver = ScriptedDriver.of(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                wasInterrupted.set(true);
                throw e;
            }
            return ScriptedDriver.celsius("20");
        });
        Sampler sampler = start(device("cab1", driver));
        await().until(() -> driver.reads.get() == 1);
        driver.becomes(() -> ScriptedDriver.celsius("21"));
        time.pass(BOUND);
        await().untilTrue(wasInterrupted);
        await().until(() -> !heard.misses.isEmpty());
        assertThat(heard.misses).isEqualTo(heard.faults);
        assertThat(heard.faults)
                .containsExactly("cab1: the sensor has not answered within 40 ms; check its wiring and its power");
        time.pass(INTERVAL);
        await().until(() -> heard.samples("cab1").size() == 1);
        assertThat(sampling(sampler, "cab1").fault()).isEmpty();
    }

    @Test
    void aDriverThatStaysStuckIsOneThreadAndOneFaultAndIsTakenBackWhenItAnswers() {
        CountDownLatch released = new CountDownLatch(1);
        ScriptedDriver driver = ScriptedDriver.of(() -> {
            boolean isReleased = false;
            while (!isReleased) {
                try {
                    released.await();
                    isReleased = true;
                } catch (InterruptedException e) {
                    // A driver in the hands of a kernel that does not answer.
                    isReleased = false;
                }
            }
            return ScriptedDriver.celsius("20");
        });
        Sampler sampler = start(device("stuck", driver), device("cab1", ScriptedDriver.mild()));
        for (int turn = 1; turn <= 5; turn++) {
            int expected = turn;
            time.pass(INTERVAL);
            await().until(() -> heard.samples("cab1").size() == expected);
        }
        await().until(() -> heard.faults.size() == 1);
        assertThat(threads("device-stuck")).isEqualTo(1);
        assertThat(driver.reads).hasValue(1);
        assertThat(sampling(sampler, "stuck").fault()).isPresent();

        driver.becomes(() -> ScriptedDriver.celsius("21"));
        released.countDown();
        await().until(() -> {
            time.pass(INTERVAL);
            return !heard.samples("stuck").isEmpty();
        });
        assertThat(heard.samples("stuck").get(0).reading().values())
                .containsValue(ScriptedDriver.celsius("21")
                        .values()
                        .values()
                        .iterator()
                        .next());
        assertThat(heard.faults).hasSize(1);
    }

    @Test
    void anUnexpectedFailureOfADriverIsAFaultNotTheEnd() {
        Iterator<ScriptedDriver.Read> reads = List.<ScriptedDriver.Read>of(
                        () -> {
                            throw new IllegalStateException("no bus");
                        },
                        () -> {
                            throw new UnsatisfiedLinkError("libpi4j.so");
                        },
                        () -> ScriptedDriver.celsius("20"))
                .iterator();
        start(device("cab1", ScriptedDriver.of(() -> reads.next().read())));
        await().until(() -> heard.faults.size() == 1);
        time.pass(INTERVAL);
        await().until(() -> heard.faults.size() == 2);
        time.pass(INTERVAL);
        await().until(() -> heard.samples("cab1").size() == 1);
        assertThat(heard.faults)
                .containsExactly(
                        "cab1: the driver failed: java.lang.IllegalStateException: no bus",
                        "cab1: the driver failed: java.lang.UnsatisfiedLinkError: libpi4j.so");
    }

    @Test
    void aFaultIsToldOnceUntilItChanges() {
        AtomicInteger attempts = new AtomicInteger();
        ScriptedDriver driver =
                ScriptedDriver.of(() -> new Faulted("0x76 does not answer, attempt " + attempts.incrementAndGet()));
        Sampler sampler = start(device("cab1", driver));
        passUntilReads(driver, 4);
        driver.becomes(() -> new Faulted("0x76 answers nonsense"));
        passUntilReads(driver, 8);
        await().until(() -> heard.faults.size() == 2);
        assertThat(heard.faults)
                .containsExactly("cab1: 0x76 does not answer, attempt 1", "cab1: 0x76 answers nonsense");
        assertThat(sampling(sampler, "cab1").fault()).hasValue("0x76 answers nonsense");
        assertThat(sampling(sampler, "cab1").faultSince()).hasValue(Instant.parse("2026-11-22T10:00:00Z"));
    }

    @Test
    void everyMissIsToldAlsoWhereTheFaultIsTheSame() {
        ScriptedDriver driver = ScriptedDriver.of(() -> new Faulted("0x76 does not answer"));
        start(device("cab1", driver));
        passUntilReads(driver, 4);
        await().until(() -> heard.misses.size() >= 3);
        assertThat(heard.misses).containsOnly("cab1: 0x76 does not answer");
        assertThat(heard.faults).hasSize(1);
    }

    @Test
    void aListenerThatFailsEndsNoDevice() {
        heard.failsOnFault.set(true);
        ScriptedDriver driver = ScriptedDriver.of(() -> new Faulted("0x76 does not answer"));
        start(device("cab1", driver));
        passUntilReads(driver, 2);
        await().until(() -> !heard.misses.isEmpty());
        driver.becomes(() -> ScriptedDriver.celsius("20"));
        passUntilReads(driver, 4);
        await().until(() -> !heard.samples("cab1").isEmpty());
    }

    @Test
    void whatNoReadingCanHoldIsAFault() {
        start(device("cab1", ScriptedDriver.of(() -> Measured.of(Map.of()))));
        await().until(() -> heard.faults.size() == 1);
        assertThat(heard.faults).containsExactly("cab1: the driver gave no value");
    }

    @Test
    void aDriverThatPacesItselfIsReadAgainAtOnceToItsEnd() {
        Iterator<Measurement> rows = Stream.concat(
                        Stream.of("02:00", "02:05", "02:00", "02:10").map(SamplerTest::recorded),
                        Stream.of(new Exhausted()))
                .iterator();
        ScriptedDriver driver = ScriptedDriver.pacedByItself(rows::next);
        Sampler sampler = start(device("cab1", driver));
        await().until(() -> !heard.exhausted.isEmpty());
        assertThat(heard.samples("cab1")).hasSize(4).allMatch(Sample::replayed);
        assertThat(sampling(sampler, "cab1").superseded()).isEqualTo(1);
        assertThat(sampling(sampler, "cab1").exhausted()).isTrue();
        await().until(() -> driver.isClosed);
    }

    @Test
    void aRecordingThatWaitsForItsNextRowIsNoFault() {
        ScriptedDriver driver = ScriptedDriver.pacedByItself(() -> {
            new CountDownLatch(1).await();
            return new Exhausted();
        });
        start(device("replay", driver), device("stuck", ScriptedDriver.of(() -> {
            new CountDownLatch(1).await();
            return new Exhausted();
        })));
        await().until(() -> driver.reads.get() == 1);
        time.pass(INTERVAL);
        await().until(() -> {
            time.pass(BOUND);
            return !heard.faults.isEmpty();
        });
        assertThat(heard.faults).allMatch(fault -> fault.startsWith("stuck: "));
    }

    @Test
    void aDriverThatPacesItselfAndIsAtFaultIsNotReadWithoutPause() {
        ScriptedDriver driver = ScriptedDriver.pacedByItself(() -> new Faulted("the file is gone"));
        start(device("cab1", driver));
        await().until(() -> driver.reads.get() == 1);
        time.pass(INTERVAL);
        await().until(() -> driver.reads.get() == 2);
        await().during(Duration.ofMillis(50)).until(() -> driver.reads.get() == 2);
    }

    @Test
    void whoIsGivenAReadingIsNeverInterruptedAndIsWaitedForOnClosing() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicBoolean wasInterrupted = new AtomicBoolean();
        AtomicBoolean isDone = new AtomicBoolean();
        Sampler sampler =
                Sampler.start(List.of(device("cab1", ScriptedDriver.mild())), time.clock, time, BOUND, sample -> {
                    inside.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        wasInterrupted.set(true);
                    }
                    isDone.set(true);
                });
        started.add(sampler);
        inside.await();
        Thread closing = new Thread(sampler::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        go.countDown();
        closing.join();
        assertThat(wasInterrupted).isFalse();
        assertThat(isDone).isTrue();
    }

    @Test
    void aFailureOfWhoIsGivenAReadingCostsThatReadingAlone() {
        heard.failsOnce.set(true);
        start(device("cab1", ScriptedDriver.mild()));
        await().until(() -> !heard.failsOnce.get());
        time.pass(INTERVAL);
        await().until(() -> heard.samples("cab1").size() == 1);
    }

    @Test
    void closingEndsTheThreadsAndTheDrivers() {
        ScriptedDriver driver = ScriptedDriver.mild();
        Sampler sampler = start(device("closing", driver));
        await().until(() -> driver.reads.get() == 1);
        sampler.close();
        assertThat(driver.isClosed).isTrue();
        assertThat(threads("device-closing")).isZero();
    }

    private void passUntilReads(ScriptedDriver driver, int count) {
        await().until(() -> driver.reads.get() > 0);
        while (driver.reads.get() < count) {
            int before = driver.reads.get();
            time.pass(INTERVAL);
            await().until(() -> driver.reads.get() > before);
        }
    }

    private Sampler start(SampledDevice... devices) {
        return start(BOUND, devices);
    }

    private Sampler start(Duration bound, SampledDevice... devices) {
        Sampler sampler = Sampler.start(List.of(devices), time.clock, time, bound, heard);
        started.add(sampler);
        return sampler;
    }

    private static SampledDevice device(String id, ScriptedDriver driver) {
        return new SampledDevice(id, driver, INTERVAL, Duration.ZERO, Optional.empty(), Optional.empty());
    }

    private static Measurement recorded(String time) {
        Instant takenAt = Timestamps.parse("2014-01-07T" + time + ":00Z");
        return new Measured(ScriptedDriver.celsius("90").values(), Map.of(), Map.of(), Optional.of(takenAt));
    }

    private static DeviceSampling sampling(Sampler sampler, String id) {
        return Optional.ofNullable(sampler.sampling().get(id)).orElseThrow();
    }

    private static long threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .count();
    }

    /** What the sampler said. */
    private static final class Heard implements SampleListener {
        private final List<Sample> samples = new CopyOnWriteArrayList<>();
        private final List<String> faults = new CopyOnWriteArrayList<>();
        private final List<String> misses = new CopyOnWriteArrayList<>();
        private final AtomicBoolean failsOnFault = new AtomicBoolean();
        private final List<String> exhausted = new CopyOnWriteArrayList<>();
        private final AtomicBoolean failsOnce = new AtomicBoolean();

        List<Sample> samples(String id) {
            return samples.stream()
                    .filter(sample -> sample.reading().deviceId().equals(id))
                    .toList();
        }

        @Override
        public void sampled(Sample sample) {
            if (failsOnce.getAndSet(false)) {
                throw new IllegalStateException("no judge");
            }
            samples.add(sample);
        }

        @Override
        public void missed(Miss miss) {
            misses.add(miss.deviceId() + ": " + miss.fault().reason());
        }

        @Override
        public void faulted(String deviceId, String reason) {
            if (failsOnFault.getAndSet(false)) {
                throw new IllegalStateException("no ticker");
            }
            faults.add(deviceId + ": " + reason);
        }

        @Override
        public void exhausted(String deviceId) {
            exhausted.add(deviceId);
        }
    }
}
