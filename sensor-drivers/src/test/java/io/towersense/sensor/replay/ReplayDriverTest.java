package io.towersense.sensor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorDriverProvider;
import io.towersense.telemetry.time.Clock;
import io.towersense.telemetry.time.ManualClock;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReplayDriverTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456Z");
    private static final String[] ROWS = {
        "date,Temperature,Humidity",
        "2015-02-04 17:51:00,21,41",
        "2015-02-04 17:52:00,22,42",
        "2015-02-04 17:53:00,23,43",
        "2015-02-04 17:52:00,24,44",
    };

    private final ManualClock clock = new ManualClock(NOW);

    @TempDir
    private Path folder;

    @Test
    void isFoundByItsName() {
        assertThat(ServiceLoader.load(SensorDriverProvider.class))
                .filteredOn(found -> found.name().equals("replay"))
                .singleElement()
                .isInstanceOf(ReplayProvider.class);
    }

    @Test
    void isRealDataThatPacesItselfAndHasNoCounts() throws Exception {
        ReplayDriver driver = open(Map.of());
        assertThat(driver.isSimulated()).isFalse();
        assertThat(driver.pacesItself()).isTrue();
        assertThat(Replay.readAll(driver))
                .allMatch(measured -> measured.rawCounts().isEmpty());
    }

    @Test
    void asFastAsPossibleNothingWaitsForTheClock() throws Exception {
        assertThat(Replay.readAll(open(Map.of("speed", "max")))).hasSize(4);
        assertThat(Replay.readAll(open(Map.of()))).hasSize(4);
        assertThat(clock.monotonic()).isZero();
    }

    @Test
    void theEndIsReportedAgainAndAgain() throws Exception {
        ReplayDriver driver = open(Map.of());
        assertThat(driver.report().finished()).isFalse();
        Replay.readAll(driver);
        assertThat(driver.read()).isEqualTo(new Measurement.Exhausted());
        assertThat(driver.report().finished()).isTrue();
    }

    @Test
    void aRowWithTheTimeOfAnEarlierOneIsGivenAndCountedAsSuperseding() throws Exception {
        ReplayDriver driver = open(Map.of());
        assertThat(Replay.text(Replay.readAll(driver).get(3)))
                .isEqualTo("2015-02-04T17:52:00Z temperature=24 humidity=44");
        assertThat(driver.report()).isEqualTo(new ReplayReport(4, 4, 0, 0, 1, 0, List.of(), true));
    }

    @Test
    void rebasedTheFirstRowIsNowAndTheOthersKeepTheirDistance() throws Exception {
        Instant first = Instant.parse("2026-11-22T10:00:00.123Z");
        assertThat(Replay.readAll(open(Map.of("rebase", "now"))).stream().map(Measured::takenAt))
                .extracting(time -> Duration.between(first, time.orElseThrow()).toSeconds())
                .containsExactly(0L, 60L, 120L, 60L);
    }

    @Test
    void aReadWaitsUntilItsRowIsDue() throws Exception {
        AskedClock asked = new AskedClock(clock);
        ReplayDriver driver = Replay.open(Replay.write(folder, ROWS), asked, Map.of("speed", "60"));
        driver.read();
        CompletableFuture<Measurement> second = reading(driver);
        clock.advance(Duration.ofMillis(999));
        asked.awaitFurther(3);
        assertThat(second).isNotDone();
        clock.advance(Duration.ofMillis(1));
        assertThat(((Measured) second.get(30, TimeUnit.SECONDS)).takenAt())
                .contains(Instant.parse("2015-02-04T17:52:00Z"));
    }

    @Test
    void aReadThatIsGivenUpLosesNoRow() throws Exception {
        AskedClock asked = new AskedClock(clock);
        ReplayDriver driver = Replay.open(Replay.write(folder, ROWS), asked, Map.of("speed", "60"));
        driver.read();
        CountDownLatch givenUp = new CountDownLatch(1);
        Thread reader = new Thread(() -> {
            try {
                driver.read();
            } catch (InterruptedException e) {
                givenUp.countDown();
            }
        });
        reader.start();
        asked.awaitFurther(3);
        reader.interrupt();
        assertThat(givenUp.await(30, TimeUnit.SECONDS)).isTrue();
        clock.advance(Duration.ofSeconds(10));
        assertThat(Replay.readAll(driver)).hasSize(3);
    }

    @Test
    void aFileThatCannotBeReadToItsEndIsAFaultOnceAndThenTheEnd() throws Exception {
        ReplaySettings settings = ReplaySettings.of(new DriverOptions(Map.of("file", "room.csv", "map", Replay.MAP)));
        Reader firstRowsOfManyThenFailure = new FailingReader(ROWS[0] + "\n" + (ROWS[1] + "\n").repeat(25));
        Recording recording = Recording.of(settings, new LineReader(firstRowsOfManyThenFailure));
        ReplayDriver driver = new ReplayDriver(recording, settings, clock);
        for (int i = 0; i < 25; i++) {
            assertThat(driver.read()).isInstanceOf(Measured.class);
        }
        assertThat(driver.read())
                .isEqualTo(new Measurement.Faulted("the recording room.csv cannot be read any further (IOException):"
                        + " check the disk that holds it"));
        assertThat(driver.read()).isEqualTo(new Measurement.Exhausted());
        assertThat(driver.report().finished()).isTrue();
    }

    @Test
    void aClosedReplayHasNothingMoreToGive() throws Exception {
        ReplayDriver driver = open(Map.of());
        driver.read();
        driver.close();
        driver.close();
        assertThat(driver.read()).isEqualTo(new Measurement.Exhausted());
        assertThat(driver.report().finished()).isFalse();
    }

    private ReplayDriver open(Map<String, String> options) {
        return Replay.open(Replay.write(folder, ROWS), clock, options);
    }

    private static CompletableFuture<Measurement> reading(ReplayDriver driver) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return driver.read();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** A text after which the disk fails. */
    private static final class FailingReader extends StringReader {
        FailingReader(String text) {
            super(text);
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            if (next < 0) {
                throw new IOException("the disk is gone");
            }
            return next;
        }
    }

    /** A clock that can be waited for: a read that waits asks it again and again. */
    private static final class AskedClock implements Clock {
        private final Clock clock;
        private int asked;

        AskedClock(Clock clock) {
            this.clock = clock;
        }

        synchronized void awaitFurther(int times) throws InterruptedException {
            int goal = asked + times;
            while (asked < goal) {
                wait();
            }
        }

        @Override
        public Instant now() {
            return clock.now();
        }

        @Override
        public synchronized Duration monotonic() {
            asked++;
            notifyAll();
            return clock.monotonic();
        }
    }
}
