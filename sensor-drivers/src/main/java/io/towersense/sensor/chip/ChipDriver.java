package io.towersense.sensor.chip;

import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Faulted;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorProblem;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.i2c.I2cBus;
import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.telemetry.metric.Metric;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A chip on a bus, read. A read makes three attempts at the most, each from the beginning: after any problem the chip is
 * reset and configured anew, so that it recovers from a pulled plug, a brown-out or an exchange by itself.
 */
public final class ChipDriver implements SensorDriver {
    private static final Logger LOG = LoggerFactory.getLogger(ChipDriver.class);
    private static final int ATTEMPTS = 3;
    /** A chip that is still at something, such as a measurement for a program that was killed, may be done by then. */
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(20);

    /** What another attempt at once cannot mend. */
    private static final Set<Kind> LASTING = EnumSet.of(
            Kind.NO_BUS, Kind.ACCESS_DENIED, Kind.UNSUPPORTED, Kind.BUSY, Kind.WRONG_CHIP, Kind.OUT_OF_RANGE);

    private final Chip chip;
    private final I2cBus bus;
    private final I2cDevice device;
    private final String addressHint;
    private final Set<Metric> metrics;
    private final Offsets offsets;
    private boolean isReady;

    /**
     * A chip that is touched when it is read.
     *
     * @param addressHint where else the chip may be, for a technician who does not find it
     * @param metrics what it measures
     */
    public ChipDriver(Chip chip, I2cBus bus, int address, String addressHint, Set<Metric> metrics, Offsets offsets) {
        this.chip = chip;
        this.bus = bus;
        this.device = new I2cDevice(bus, address);
        this.addressHint = addressHint;
        this.metrics = Set.copyOf(metrics);
        this.offsets = offsets;
    }

    @Override
    public Set<Metric> metrics() {
        return metrics;
    }

    @Override
    public Measurement read() throws InterruptedException {
        Measurement last = attempt();
        for (int made = 1; made < ATTEMPTS && isWorthRepeating(last); made++) {
            LOG.debug("{}: again after {}", device, last);
            device.pause(BETWEEN_ATTEMPTS);
            last = attempt();
        }
        return last;
    }

    @Override
    public void close() {
        bus.close();
    }

    private Measurement attempt() throws InterruptedException {
        try {
            if (!isReady) {
                chip.initialise(device);
            }
            isReady = false;
            Measured measured = chip.measure(device);
            isReady = measured.problems().values().stream().allMatch(problem -> problem.kind() == Kind.WRONG_CHIP);
            return measured.values().isEmpty() ? new Faulted(summary(measured)) : offsets.applyTo(measured);
        } catch (I2cException e) {
            isReady = false;
            return new Faulted(BusReasons.of(e, device.toString(), addressHint));
        } catch (ChipException e) {
            isReady = false;
            return new Faulted(e.problem());
        }
    }

    private static boolean isWorthRepeating(Measurement measurement) {
        Optional<SensorProblem> problem = measurement instanceof Faulted faulted
                ? Optional.of(faulted.problem())
                : measurement instanceof Measured measured ? problemOf(measured) : Optional.empty();
        return problem.filter(known -> !LASTING.contains(known.kind())).isPresent();
    }

    /** The problem of a metric that another attempt may mend, else of any. */
    private static Optional<SensorProblem> problemOf(Measured measured) {
        return measured.problems().values().stream()
                .filter(problem -> !LASTING.contains(problem.kind()))
                .findFirst()
                .or(() -> measured.problems().values().stream().findFirst());
    }

    /** One problem for all metrics: each sentence once. */
    private SensorProblem summary(Measured measured) {
        Set<String> sentences = new LinkedHashSet<>();
        measured.problems().values().forEach(problem -> sentences.add(problem.sentence()));
        Kind kind = problemOf(measured).map(SensorProblem::kind).orElse(Kind.FAILED);
        return new SensorProblem(kind, sentences.isEmpty() ? device + " gave no value" : String.join("; ", sentences));
    }
}
