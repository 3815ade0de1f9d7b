package io.towersense.sensor.replay;

import io.towersense.sensor.Measurement;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.replay.RecordedLine.Bad;
import io.towersense.sensor.replay.RecordedLine.Row;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/**
 * A recording being replayed: each read waits until the next row is due and gives it, with the row's own time. What was
 * measured once is real, so nothing is marked as simulated.
 */
public final class ReplayDriver implements SensorDriver {
    private static final Duration LONGEST_NAP = Duration.ofMillis(20);

    private final String file;
    private final Recording recording;
    private final Pace pace;
    private final boolean rebase;
    private final Clock clock;
    private final ReplayTally tally;
    private final RecentTimes times = new RecentTimes(RecentTimes.LIMIT);
    private Optional<Duration> shift = Optional.empty();
    private Optional<Due> waiting = Optional.empty();
    private volatile boolean ended;

    /** A row and when to give it, in monotonic time. */
    private record Due(Row row, Duration at) {}

    ReplayDriver(Recording recording, ReplaySettings settings, Clock clock) {
        this.file = RecordingFile.name(settings.file());
        this.recording = recording;
        this.pace = new Pace(settings.speed(), recording.usualInterval());
        this.rebase = settings.rebase();
        this.clock = clock;
        this.tally = new ReplayTally(file);
    }

    /** How far the replay is, and what was wrong so far. May be asked by any thread, at any time. */
    public ReplayReport report() {
        return tally.report();
    }

    @Override
    public Measurement read() throws InterruptedException {
        if (ended) {
            return new Measurement.Exhausted();
        }
        try {
            if (waiting.isEmpty()) {
                waiting = nextRow().map(row -> new Due(row, pace.next(row.time(), clock.monotonic())));
            }
        } catch (IOException e) {
            if (ended) {
                return new Measurement.Exhausted();
            }
            end();
            return new Measurement.Faulted("the recording " + file + " cannot be read any further ("
                    + e.getClass().getSimpleName() + "): check the disk that holds it");
        }
        if (waiting.isEmpty()) {
            end();
            return new Measurement.Exhausted();
        }
        Due next = waiting.get();
        waitUntil(next.at());
        waiting = Optional.empty();
        return given(next.row());
    }

    @Override
    public boolean pacesItself() {
        return true;
    }

    @Override
    public void close() {
        ended = true;
        try {
            recording.close();
        } catch (IOException e) {
            // It was only read.
        }
    }

    private Optional<Row> nextRow() throws IOException {
        for (Optional<RecordedLine> line = recording.next(); line.isPresent(); line = recording.next()) {
            if (line.get() instanceof Row row) {
                return Optional.of(row);
            }
            if (line.get() instanceof Bad bad) {
                tally.bad(bad.problem());
            }
        }
        return Optional.empty();
    }

    private Measurement given(Row row) {
        Duration rebased = shift.orElseGet(() -> rebase ? untilNow(row.time()) : Duration.ZERO);
        shift = Optional.of(rebased);
        Instant time = row.time().plus(rebased);
        boolean isNew = times.add(ChronoUnit.MICROS.between(Instant.EPOCH, time));
        tally.row(row, isNew, pace.shortenedGaps());
        return new Measurement.Measured(row.values(), Map.of(), Map.of(), Optional.of(time));
    }

    private Duration untilNow(Instant first) {
        return Duration.between(first, clock.now()).truncatedTo(ChronoUnit.MILLIS);
    }

    /** In short naps, because the clock need not be the machine's. */
    private void waitUntil(Duration due) throws InterruptedException {
        Duration left = due.minus(clock.monotonic());
        while (!left.isNegative() && !left.isZero()) {
            Duration nap = left.compareTo(LONGEST_NAP) < 0 ? left : LONGEST_NAP;
            Thread.sleep(nap.toMillis(), nap.toNanosPart() % 1_000_000);
            left = due.minus(clock.monotonic());
        }
    }

    private void end() {
        tally.finish();
        close();
    }
}
