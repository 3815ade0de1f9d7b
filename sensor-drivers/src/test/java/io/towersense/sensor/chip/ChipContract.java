package io.towersense.sensor.chip;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Faulted;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.i2c.I2cException.Cause;
import io.towersense.sensor.i2c.fake.FakeBus;
import io.towersense.sensor.i2c.fake.FakeChip;
import io.towersense.sensor.i2c.trace.Recording;
import io.towersense.sensor.i2c.trace.RecordingBuses;
import io.towersense.sensor.i2c.trace.RecordingHeader;
import io.towersense.sensor.i2c.trace.RecordingWriter;
import io.towersense.sensor.i2c.trace.ReplayedBus;
import io.towersense.sensor.i2c.trace.TraceFile;
import io.towersense.sensor.i2c.trace.Transfer;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every driver of a chip does: it says on the bus what it has always said, and when its chip or its bus fails it
 * gives the right reason, soon, and then a good reading again.
 */
public abstract class ChipContract {
    /** Longest that a failing read may take on the bus' clock, and most transfers that it may make. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private static final int MOST_TRANSFERS = 200;
    private static final int FOR_EVER = 1_000_000;

    private FakeBus bus = new FakeBus(1);
    private SensorDriver driver = () -> new Faulted("not open yet");

    /** The driver's provider. */
    protected abstract ChipProvider provider();

    /** A chip that works, as it is after power came. */
    protected abstract FakeChip chip();

    /** What it measures. */
    protected abstract Map<Metric, BigDecimal> values();

    /** What happens to it when its power fails for a moment. */
    protected abstract void powerCycle(FakeChip chip);

    /** A chip that never finishes. */
    protected abstract FakeChip neverReady();

    /** Another chip at its address; empty where chips of this kind cannot be told from others. */
    protected abstract Optional<FakeChip> otherChip();

    /** A chip of the same kind that works and has another calibration; empty where chips of this kind have none. */
    protected abstract Optional<FakeChip> otherwiseCalibrated();

    @BeforeEach
    void startAnew() {
        bus = new FakeBus(1).attach(address(), chip());
        driver = Drivers.open(provider(), bus);
    }

    @Test
    void measures() throws Exception {
        assertGood();
        assertGood();
    }

    /** The recording is of the model in the test, not of a chip. Where the driver changes on purpose, replace it. */
    @Test
    void whatItSaysOnTheBusIsAsRecordedAndGivesTheSameReadingsAgain(@TempDir Path folder) throws Exception {
        Path recorded = Path.of("src/test/resources/traffic", provider().name() + ".i2c");
        Path now = folder.resolve(recorded.getFileName());
        List<Measurement> readings = new ArrayList<>();
        try (RecordingWriter writer = RecordingWriter.create(now, false)) {
            writer.begin(new RecordingHeader(provider().name(), 1, address(), DriverOptions.NONE, Optional.empty()));
            List<Transfer> transfers = new ArrayList<>();
            driver = Drivers.open(provider(), new RecordingBuses(bus, transfers::add));
            for (String story :
                    List.of("the first reading", "another", "one after the plug was out", "no chip", "good")) {
                transfers.clear();
                happen(story);
                readings.add(driver.read());
                writer.add(story, transfers);
            }
        }
        assertThat(now).hasSameTextualContentAs(recorded);
        ReplayedBus replay = new ReplayedBus((Recording) TraceFile.read(recorded));
        SensorDriver replayed = Drivers.open(provider(), replay);
        for (Measurement reading : readings) {
            assertThat(replayed.read()).isEqualTo(reading);
        }
        assertThat(replay.isAtEnd()).isTrue();
    }

    private void happen(String story) {
        switch (story) {
            case "no chip" -> bus.detach(address());
            case "one after the plug was out", "good" -> bus.attach(address(), chip());
            default -> {
                // Nothing has happened since the reading before.
            }
        }
    }

    @Test
    void aTransferThatFailsOnceIsRepeatedAndCostsNoReading() throws Exception {
        int steps = stepsOfARead();
        assertThat(steps).isGreaterThan(1);
        for (int step = 0; step < steps; step++) {
            startAnew();
            bus.fail(step, 1, Cause.NO_ANSWER);
            assertGood();
        }
    }

    @Test
    void noAnswerFromAnyStepOnIsTheReasonAndTheNextReadingIsGood() throws Exception {
        int steps = stepsOfARead();
        for (int step = 0; step < steps; step++) {
            startAnew();
            bus.fail(step, FOR_EVER, Cause.NO_ANSWER);
            assertFault(Kind.NO_ANSWER, "no answer at " + ChipAddresses.hex(address()) + " on bus 1: check wiring; ");
            bus.fail(0, 0, Cause.NO_ANSWER);
            assertGood();
        }
    }

    @Test
    void noAnswerFromAnyStepOfALaterReadIsTheReasonAndTheNextReadingIsGood() throws Exception {
        assertGood();
        int steps = stepsOfARead();
        for (int step = 0; step < steps; step++) {
            startAnew();
            assertGood();
            bus.fail(step, FOR_EVER, Cause.NO_ANSWER);
            assertFault(Kind.NO_ANSWER, "check wiring");
            bus.fail(0, 0, Cause.NO_ANSWER);
            assertGood();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0xFF})
    void aChipThatGivesNothingButOneByteIsStuck(int value) throws Exception {
        bus.attach(address(), new Constant(value));
        assertFault(Kind.STUCK, "check the sensor's supply");
        bus.attach(address(), chip());
        assertGood();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0xFF})
    void aChipThatIsStuckFromAnyStepOfARunOnGivesNoWrongValue(int value) throws Exception {
        assertGood();
        int steps = stepsOfARead();
        for (int step = 0; step < steps; step++) {
            startAnew();
            assertGood();
            bus.before(step, () -> bus.attach(address(), new Constant(value)));
            assertFault(Kind.STUCK, "check the sensor's supply");
            bus.attach(address(), chip());
            assertGood();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0xFF})
    void aLineThatIsStuckForOneTransferCostsNoReading(int value) throws Exception {
        int steps = stepsOfARead();
        for (int step = 0; step < steps; step++) {
            FakeChip chip = chip();
            bus = new FakeBus(1).attach(address(), chip);
            driver = Drivers.open(provider(), bus);
            bus.before(step, () -> {
                bus.attach(address(), new Constant(value));
                bus.before(0, () -> bus.attach(address(), chip));
            });
            assertGood();
        }
    }

    @Test
    void aChipThatIsNeverReadyIsGivenUp() throws Exception {
        bus.attach(address(), neverReady());
        assertFault(Kind.NOT_READY, "took too long");
        bus.attach(address(), chip());
        assertGood();
    }

    @Test
    void anotherChipInItsPlaceIsNamed() throws Exception {
        Optional<FakeChip> other = otherChip();
        if (other.isEmpty()) {
            return;
        }
        bus.attach(address(), other.get());
        assertFault(Kind.WRONG_CHIP, "check what is wired there");
        bus.attach(address(), chip());
        assertGood();
    }

    @Test
    void aPowerFailureAtAnyStepOfARunCostsNoReadingAndGivesNoWrongValue() throws Exception {
        assertGood();
        int steps = stepsOfARead();
        for (int step = 0; step <= steps; step++) {
            FakeChip chip = chip();
            bus = new FakeBus(1).attach(address(), chip);
            driver = Drivers.open(provider(), bus);
            assertGood();
            bus.before(step, () -> powerCycle(chip));
            assertGood();
            assertGood();
        }
    }

    /** Found as a bug: with the calibration of the chip before, another one's counts give plausible, wrong values. */
    @Test
    void aChipThatIsExchangedAtAnyStepIsNeverReadByTheCalibrationOfTheOneBefore() throws Exception {
        if (otherwiseCalibrated().isEmpty()) {
            return;
        }
        FakeBus elsewhere =
                new FakeBus(1).attach(address(), otherwiseCalibrated().orElseThrow());
        Measurement its = Drivers.open(provider(), elsewhere).read();
        int cold = stepsOfARead();
        int warm = stepsOfARead();
        Measurement before = driver.read();
        assertThat(before).isNotEqualTo(its);
        for (int step = 0; step <= cold + warm; step++) {
            startAnew();
            bus.before(step, () -> bus.attach(address(), otherwiseCalibrated().orElseThrow()));
            assertThat(driver.read()).isIn(before, its);
            assertThat(driver.read()).isIn(before, its);
            assertThat(driver.read()).isEqualTo(its);
        }
    }

    @Test
    void anAddressThatAKernelDriverOwnsIsNeverTouched() throws Exception {
        bus.hold(address(), true);
        assertFault(Kind.BUSY, "held by a kernel driver");
        bus.hold(address(), false);
        assertGood();
    }

    @Test
    void aChipThatIsUnpluggedAndPluggedInAgainGoesOn() throws Exception {
        assertGood();
        bus.detach(address());
        assertFault(Kind.NO_ANSWER, provider().addresses().hint(address()));
        bus.attach(address(), chip());
        assertGood();
    }

    @Test
    void aBusThatIsGoneAndComesBackGoesOn() throws Exception {
        assertGood();
        bus.setThere(false);
        assertFault(Kind.NO_BUS, "no bus 1");
        bus.setThere(true);
        assertGood();
    }

    @Test
    void aBusThatHangsIsTold() throws Exception {
        assertGood();
        bus.fail(0, FOR_EVER, Cause.STUCK);
        assertFault(Kind.BUS_STUCK, "does not come free");
        bus.fail(0, 0, Cause.STUCK);
        assertGood();
    }

    private int address() {
        return provider().addresses().usual();
    }

    /** How many transfers the next read takes where all goes well. */
    private int stepsOfARead() throws InterruptedException {
        long before = bus.transfers();
        assertGood();
        return (int) (bus.transfers() - before);
    }

    private void assertGood() throws InterruptedException {
        Measurement measurement = read();
        assertThat(measurement).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(measured.problems()).isEmpty();
            assertThat(measured.values()).isEqualTo(values());
        });
    }

    private void assertFault(Kind kind, String words) throws InterruptedException {
        Measurement measurement = read();
        assertThat(measurement).isInstanceOfSatisfying(Faulted.class, faulted -> {
            assertThat(faulted.problem().kind()).as(faulted.reason()).isEqualTo(kind);
            assertThat(faulted.reason()).contains(words).doesNotContain("\n");
        });
    }

    private Measurement read() throws InterruptedException {
        Duration begun = bus.now();
        long transfers = bus.transfers();
        Measurement measurement = driver.read();
        assertThat(bus.now().minus(begun)).isLessThan(LONGEST);
        assertThat(bus.transfers() - transfers).isLessThan(MOST_TRANSFERS);
        return measurement;
    }

    /** Acknowledges everything and always gives the same byte, as a line does that is stuck. */
    private record Constant(int value) implements FakeChip {
        @Override
        public void write(byte[] bytes, Duration now) {}

        @Override
        public byte[] read(int count, Duration now) {
            byte[] bytes = new byte[count];
            Arrays.fill(bytes, (byte) value);
            return bytes;
        }
    }
}
