package io.towersense.sensor.sensirion;

import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorProblem;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.chip.Chip;
import io.towersense.sensor.chip.ChipException;
import io.towersense.sensor.chip.OperatingRange;
import io.towersense.sensor.chip.Readout;
import io.towersense.sensor.chip.RegisterCheck;
import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.telemetry.metric.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sensor for temperature and humidity in single-shot mode, without clock stretching: a sensor that stretches the clock
 * holds up everybody on the bus. It has no registers and no id; while it measures, it does not acknowledge a read.
 */
public final class SensirionChip implements Chip {
    private static final int LENGTH = 6;
    private static final Duration POLL = Duration.ofMillis(2);
    private static final int POLLS = 10;
    private static final Map<Metric, OperatingRange> RANGES = Map.of(
            Metric.TEMPERATURE, new OperatingRange(-40, 125),
            Metric.HUMIDITY, new OperatingRange(0, 100));

    private final Generation generation;
    private final List<Command> reset;
    private final Formula percent;

    /**
     * A kind of sensor.
     *
     * @param reset what brings it into its initial state, whatever it did before
     * @param percent humidity; what lies beyond 0 and 100 is held to these, as the datasheets say
     */
    public SensirionChip(Generation generation, List<Command> reset, Formula percent) {
        this.generation = generation;
        this.reset = List.copyOf(reset);
        this.percent = percent;
    }

    @Override
    public void initialise(I2cDevice device) throws I2cException, ChipException, InterruptedException {
        generation.requireNotTheOther(device);
        for (Command command : reset) {
            command.run(device);
        }
    }

    @Override
    public Measured measure(I2cDevice device) throws I2cException, ChipException, InterruptedException {
        generation.measure().run(device);
        byte[] bytes = awaitAnswer(device);
        RegisterCheck.notStuck(device, bytes);
        Answer answer = new Answer(bytes);
        Readout readout = new Readout(generation.label(), RANGES);
        Optional<Integer> temperature = answer.word(0);
        temperature.ifPresentOrElse(
                ticks -> readout.value(Metric.TEMPERATURE, Formula.CELSIUS.of(ticks), ticks),
                () -> readout.missing(Metric.TEMPERATURE, damaged(device, "temperature")));
        Optional<Integer> humidity = answer.word(1);
        humidity.ifPresentOrElse(
                ticks -> readout.value(Metric.HUMIDITY, held(percent.of(ticks)), ticks),
                () -> readout.missing(Metric.HUMIDITY, damaged(device, "humidity")));
        return readout.measured();
    }

    private byte[] awaitAnswer(I2cDevice device) throws I2cException, ChipException, InterruptedException {
        for (int poll = 0; poll < POLLS; poll++) {
            try {
                return device.read(LENGTH);
            } catch (I2cException e) {
                if (e.why() != I2cException.Cause.NO_ANSWER) {
                    throw e;
                }
                device.pause(POLL);
            }
        }
        throw RegisterCheck.notReady(
                device, "measure (or is it an " + generation.other().label() + "?)");
    }

    private static double held(double value) {
        return Math.max(0, Math.min(100, value));
    }

    private static SensorProblem damaged(I2cDevice device, String metric) {
        return new SensorProblem(
                Kind.CRC,
                metric + " from " + device + " came with a wrong checksum: check the cable for its length, a loose plug"
                        + " and what runs beside it");
    }
}
