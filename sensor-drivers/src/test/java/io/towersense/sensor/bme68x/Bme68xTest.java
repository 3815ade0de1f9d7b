package io.towersense.sensor.bme68x;

import static io.towersense.sensor.chip.MeasurementAssert.assertThatMeasurement;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Faulted;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.chip.Drivers;
import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.sensor.i2c.fake.FakeBus;
import io.towersense.sensor.i2c.fake.FakeChip;
import io.towersense.sensor.i2c.fake.RegisterChip;
import io.towersense.telemetry.metric.Metric;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Bme68xTest {
    private static final int NEW_DATA = 0x80;
    private static final int MEASURING = 0x20;

    private final Bme68xProvider provider = new Bme68xProvider();

    @Test
    void aBme680MeasuresAsABme688Does() throws Exception {
        assertThat(read(Bme68xSamples.bme680()))
                .isInstanceOfSatisfying(
                        Measured.class,
                        measured -> assertThat(measured.values()).isEqualTo(Bme68xSamples.VALUES));
    }

    @Test
    void givesWhatTheChipCounted() throws Exception {
        assertThat(read(Bme68xSamples.bme688()))
                .isInstanceOfSatisfying(
                        Measured.class,
                        measured -> assertThat(measured.rawCounts())
                                .isEqualTo(Map.of(
                                        Metric.PRESSURE,
                                        345000L,
                                        Metric.TEMPERATURE,
                                        490000L,
                                        Metric.HUMIDITY,
                                        21000L)));
    }

    @Test
    void theHeaterIsOffWhateverSomebodyElseLeftOn() throws Exception {
        Bme68xModel chip = Bme68xSamples.bme688();
        chip.set(0x71, 0x20);
        SensorDriver driver = Drivers.open(provider, new FakeBus(1).attach(0x76, chip));
        assertThatMeasurement(driver.read()).hasValue(Metric.TEMPERATURE, 22.031, 0);
        assertThatMeasurement(driver.read()).hasValue(Metric.TEMPERATURE, 22.031, 0);
        assertThat(chip.heated()).isZero();
        assertThat(chip.get(0x70)).isEqualTo(0x08);
        assertThat(chip.get(0x71)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0x70, 0x00", "0x71, 0x20", "0x72, 0x02", "0x74, 0x24", "0x75, 0x04"})
    void aSettingThatChangesWhileTheChipMeasuresIsFoundAndItMeasuresAgain(int register, int value) throws Exception {
        Bme68xModel chip = Bme68xSamples.bme688();
        FakeBus bus = new FakeBus(1).attach(0x76, chip);
        SensorDriver driver = Drivers.open(provider, bus);
        assertThatMeasurement(driver.read()).hasValue(Metric.TEMPERATURE, 22.031, 0);
        int right = chip.get(register);
        long first = bus.transfers();
        assertThatMeasurement(driver.read()).hasValue(Metric.TEMPERATURE, 22.031, 0);
        long undisturbed = bus.transfers() - first;
        bus.before((int) undisturbed - 1, () -> chip.set(register, value));
        assertThatMeasurement(driver.read()).hasValue(Metric.TEMPERATURE, 22.031, 0);
        assertThat(bus.transfers() - first).isGreaterThan(3 * undisturbed);
        assertThat(chip.get(register)).isEqualTo(right);
    }

    @Test
    void aChipThatIsALittleSlowIsWaitedFor() throws Exception {
        Bme68xModel chip = Bme68xSamples.bme680();
        chip.slowDown(Duration.ofMillis(15));
        assertThatMeasurement(read(chip)).hasValue(Metric.HUMIDITY, 49.94, 0);
    }

    @Test
    void aChipThatHangsIsToldAndResetForTheNextReading() throws Exception {
        Bme68xModel chip = Bme68xSamples.bme680();
        SensorDriver driver = Drivers.open(provider, new FakeBus(1).attach(0x76, chip));
        chip.slowDown(Duration.ofDays(1));
        assertThatMeasurement(driver.read()).isFaulted(Kind.NOT_READY);
        chip.slowDown(Duration.ZERO);
        assertThatMeasurement(driver.read()).hasValue(Metric.HUMIDITY, 49.94, 0);
    }

    @Test
    void dataWithoutTheNewDataBitAreNotTaken() throws Exception {
        assertThatMeasurement(read(Bme68xSamples.file(0, Bme68xSamples.DATA))).isFaulted(Kind.NOT_READY);
    }

    @Test
    void dataThatAreNewFromTheTimeBeforeAreNotTakenWhileTheChipMeasures() throws Exception {
        assertThatMeasurement(read(Bme68xSamples.file(NEW_DATA | MEASURING, Bme68xSamples.DATA)))
                .isFaulted(Kind.NOT_READY);
    }

    @Test
    void withoutTemperatureNothingHasABase() throws Exception {
        assertThatMeasurement(read(Bme68xSamples.file(NEW_DATA, "543a808000005208")))
                .isFaulted(Kind.SKIPPED);
    }

    @Test
    void pressureOrHumidityMayBeSkippedAlone() throws Exception {
        assertThatMeasurement(read(Bme68xSamples.file(NEW_DATA, "80000077a1005208")))
                .hasValue(Metric.TEMPERATURE, 22.031, 0)
                .hasValue(Metric.HUMIDITY, 49.94, 0)
                .lacks(Metric.PRESSURE, Kind.SKIPPED);
        assertThatMeasurement(read(Bme68xSamples.file(NEW_DATA, "543a8077a1008000")))
                .hasValue(Metric.TEMPERATURE, 22.031, 0)
                .hasValue(Metric.PRESSURE, 991.158, 0)
                .lacks(Metric.HUMIDITY, Kind.SKIPPED);
    }

    @Test
    void aCalibrationThatDividesByZeroCostsPressureAlone() throws Exception {
        RegisterChip chip = Bme68xSamples.file(NEW_DATA, Bme68xSamples.DATA).set(0x8E, "0000");
        assertThatMeasurement(read(chip))
                .hasValue(Metric.TEMPERATURE, 22.031, 0)
                .hasValue(Metric.HUMIDITY, 49.94, 0)
                .lacks(Metric.PRESSURE, Kind.OUT_OF_RANGE);
    }

    @Test
    void aBme690IsRefusedSinceItsDataMeanSomethingElse() throws Exception {
        assertThat(read(Bme68xSamples.file(NEW_DATA, Bme68xSamples.DATA).set(0xF0, 0x02)))
                .isInstanceOfSatisfying(Faulted.class, faulted -> {
                    assertThat(faulted.problem().kind()).isEqualTo(Kind.WRONG_CHIP);
                    assertThat(faulted.reason())
                            .startsWith(
                                    "chip id 0x61 at 0x76 on bus 1 is that of a BME680 or BME688, but variant 0x02");
                });
    }

    @Test
    void recognisesItsChipsAndNoOthers() throws Exception {
        assertThat(recognised(Bme68xSamples.bme680())).hasValue("BME680");
        assertThat(recognised(Bme68xSamples.bme688())).hasValue("BME688");
        assertThat(recognised(new RegisterChip().set(0xD0, 0x61).set(0xF0, 0x02)))
                .isEmpty();
        assertThat(recognised(new RegisterChip().set(0xD0, 0x60))).isEmpty();
        assertThat(recognised(new RegisterChip().set(0x00, 0x61))).isEmpty();
    }

    private Measurement read(FakeChip chip) throws InterruptedException {
        return Drivers.open(provider, new FakeBus(1).attach(0x76, chip)).read();
    }

    private Optional<String> recognised(FakeChip chip) throws I2cException {
        return provider.recognise(new I2cDevice(new FakeBus(1).attach(0x77, chip), 0x77));
    }
}
