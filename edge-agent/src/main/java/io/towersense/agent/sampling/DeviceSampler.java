package io.towersense.agent.sampling;

import io.towersense.agent.sampling.QualityCheck.Checked;
import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Exhausted;
import io.towersense.sensor.Measurement.Faulted;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.telemetry.engine.SensorFault;
import io.towersense.telemetry.reading.InvalidReadingException;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One device being read, on one thread, which is never joined by another: a driver that hangs holds up its own device
 * and nothing else.
 */
final class DeviceSampler {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceSampler.class);

    private static final int MOST_REPLAYED = 1 << 20;

    private final SampledDevice device;
    private final Clock clock;
    private final Pause pause;
    private final SampleListener listener;
    private final Schedule schedule;
    private final QualityCheck quality;
    private final ReadingMaker maker;
    private final DeviceRecord record;
    private final RepeatedTimes times = new RepeatedTimes(MOST_REPLAYED);
    private final Thread thread;
    private final Turn turn;
    private volatile boolean isDriverToBeClosed = true;

    DeviceSampler(
            SampledDevice device,
            DeviceRecord record,
            Duration firstDue,
            Clock clock,
            Pause pause,
            SampleListener listener) {
        this.device = device;
        this.clock = clock;
        this.pause = pause;
        this.listener = listener;
        this.schedule = new Schedule(firstDue, device.interval());
        this.quality = new QualityCheck(device.frozenAfter());
        this.maker = new ReadingMaker(
                device.id(),
                device.firmwareVersion(),
                device.siteId(),
                device.driver().isSimulated());
        this.record = record;
        this.thread = new Thread(this::run, "device-" + device.id());
        this.thread.setDaemon(true);
        this.turn = new Turn(thread);
    }

    void start() {
        thread.start();
    }

    /** Sees to a read that takes longer than {@code bound}: it is a fault, and its thread is interrupted, once. */
    void watch(Duration bound) {
        if (!device.driver().pacesItself() && turn.interruptIfLonger(bound, clock.monotonic())) {
            miss("the sensor has not answered within " + bound.toMillis() + " ms; check its wiring and its power");
        }
    }

    void stop() {
        turn.stop();
    }

    /** Ends it, and leaves the driver open for whoever reads it from now on. */
    void handOver() {
        isDriverToBeClosed = false;
        turn.stop();
    }

    /**
     * Waits for the thread to end: so long at most for the driver, and {@code handingOn} at most for whoever is being
     * given a reading. Returns whether it has ended.
     */
    boolean join(Duration driver, Duration handingOn) throws InterruptedException {
        thread.join(Math.max(1, driver.toMillis()));
        if (thread.isAlive() && !turn.isOpen()) {
            thread.join(Math.max(1, handingOn.toMillis()));
        }
        return !thread.isAlive();
    }

    String deviceId() {
        return device.id();
    }

    DeviceRecord record() {
        return record;
    }

    private void run() {
        try {
            while (!turn.isStopped() && !record.isExhausted()) {
                takeTurn();
            }
        } catch (InterruptedException e) {
            LOG.debug("{}: sampling ends", device.id());
        } finally {
            if (isDriverToBeClosed) {
                device.driver().close();
            }
        }
    }

    private void takeTurn() throws InterruptedException {
        if (device.driver().pacesItself()) {
            if (!read()) {
                pauseUntil(clock.monotonic().plus(device.interval()));
            }
            return;
        }
        pauseUntil(schedule.due());
        read();
        schedule.advance(clock.monotonic());
        record.skip(schedule.skipped());
    }

    private void pauseUntil(Duration due) throws InterruptedException {
        turn.beginPause();
        try {
            pause.until(due);
        } finally {
            turn.end();
        }
    }

    /** Reads the sensor. Returns whether it is not at fault. */
    private boolean read() throws InterruptedException {
        turn.beginRead(clock.monotonic());
        Measurement measurement;
        boolean isOverdue;
        try {
            measurement = Objects.requireNonNull(device.driver().read(), "it gave neither a measurement nor a fault");
        } catch (InterruptedException e) {
            measurement = new Faulted("the read was given up");
        } catch (RuntimeException | Error e) {
            LOG.debug("{}: the driver failed", device.id(), e);
            measurement = new Faulted("the driver failed: " + e);
        } finally {
            isOverdue = turn.end();
        }
        if (!isOverdue && !turn.isStopped()) {
            accept(measurement);
        }
        return !(measurement instanceof Faulted);
    }

    private void accept(Measurement measurement) {
        if (measurement instanceof Measured measured) {
            accept(measured, clock.monotonic());
        } else if (measurement instanceof Faulted faulted) {
            miss(faulted.reason());
        } else if (measurement instanceof Exhausted) {
            record.exhaust();
            listener.exhausted(device.id());
        }
    }

    private void accept(Measured measured, Duration monotonic) {
        Checked checked = quality.check(measured, monotonic);
        Reading reading;
        try {
            reading = maker.make(checked.measured(), clock.now());
        } catch (InvalidReadingException e) {
            miss(
                    measured.values().isEmpty()
                            ? checked.fault().map(SensorFault::reason).orElse("the driver gave no value")
                            : "the driver measured what no reading can hold: " + e.getMessage());
            return;
        }
        boolean isReplayed = measured.takenAt().isPresent();
        boolean isRepeated = isReplayed && times.add(reading.timestamp());
        record.take(reading, monotonic, isRepeated);
        checked.fault().ifPresentOrElse(fault -> tell(fault.reason()), this::recover);
        try {
            listener.sampled(new Sample(reading, monotonic, isReplayed, checked.fault()));
        } catch (RuntimeException e) {
            LOG.error("{}: the reading of {} is lost: {}", device.id(), reading.timestamp(), e, e);
        }
    }

    private void miss(String reason) {
        tell(reason);
        Miss miss = new Miss(device.id(), SensorFault.of(reason), clock.monotonic());
        tell(() -> listener.missed(miss));
    }

    private void tell(String reason) {
        if (record.fault(reason, clock.now())) {
            LOG.warn("{}: {}", device.id(), reason);
            tell(() -> listener.faulted(device.id(), reason));
        }
    }

    /** What the listener does with what it is told is its own affair: no failure of its ends the device's thread. */
    private void tell(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            LOG.error("{}: what is wrong with it reached nobody: {}", device.id(), e, e);
        }
    }

    private void recover() {
        if (record.recover()) {
            LOG.info("{}: the sensor works again", device.id());
        }
    }
}
