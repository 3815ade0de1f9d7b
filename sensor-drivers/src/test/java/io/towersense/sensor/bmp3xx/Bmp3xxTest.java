package io.towersense.sensor.bmp3xx;

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

class Bmp3xxTest {
    private final Bmp3xxProvider provider = new Bmp3xxProvider();

    @Test
    void aBmp388MeasuresAsABmp390Does() throws Exception {
        assertThat(read(Bmp3xxSamples.bmp388()))
                .isInstanceOfSatisfying(
                        Measured.class,
                        measured -> assertThat(measured.values()).isEqualTo(Bmp3xxSamples.VALUES));
    }

    @Test
    void givesWhatTheChipCounted() throws Exception {
        assertThat(read(Bmp3xxSamples.bmp390()))
                .isInstanceOfSatisfying(
                        Measured.class,
                        measured -> assertThat(measured.rawCounts())
                                .isEqualTo(Map.of(Metric.PRESSURE, 8420000L, Metric.TEMPERATURE, 8350000L)));
    }

    @ParameterizedTest
    @CsvSource({"0x1B, 0x01", "0x1C, 0x02", "0x1F, 0x04"})
    void aSettingThatChangesWhileTheChipMeasuresIsFoundAndItMeasuresAgain(int register, int value) throws Exception {
        Bmp3xxModel chip = Bmp3xxSamples.bmp390();
        FakeBus bus = new FakeBus(1).attach(0x76, chip);
        SensorDriver driver = Drivers.open(provider, bus);
        assertThatMeasurement(driver.read()).hasValue(Metric.PRESSURE, 1008.686, 0);
        long first = bus.transfers();
        assertThatMeasurement(driver.read()).hasValue(Metric.PRESSURE, 1008.686, 0);
        long undisturbed = bus.transfers() - first;
        bus.before((int) undisturbed - 1, () -> chip.set(register, value));
        assertThatMeasurement(driver.read()).hasValue(Metric.PRESSURE, 1008.686, 0);
        assertThat(bus.transfers() - first).isGreaterThan(3 * undisturbed);
    }

    @Test
    void aChipThatIsALittleSlowIsWaitedFor() throws Exception {
        Bmp3xxModel chip = Bmp3xxSamples.bmp390();
        chip.slowDown(Duration.ofMillis(15));
        assertThatMeasurement(read(chip)).hasValue(Metric.TEMPERATURE, 23.132, 0);
    }

    @Test
    void aChipThatNoLongerConvertsDoesNotPassOffItsLastDataAsNew() throws Exception {
        Bmp3xxModel chip = Bmp3xxSamples.bmp390();
        SensorDriver driver = Drivers.open(provider, new FakeBus(1).attach(0x76, chip));
        assertThatMeasurement(driver.read()).hasValue(Metric.TEMPERATURE, 23.132, 0);
        chip.slowDown(Duration.ofDays(1));
        assertThatMeasurement(driver.read()).isFaulted(Kind.NOT_READY);
    }

    @Test
    void powerOnValuesOfAChipThatSaysItHasMeasuredAreSkipped() throws Exception {
        assertThatMeasurement(read(Bmp3xxSamples.file(0x70, "000080000080"))).isFaulted(Kind.SKIPPED);
    }

    @Test
    void temperatureIsMeasuredThoughPressureIsSkipped() throws Exception {
        assertThatMeasurement(read(Bmp3xxSamples.file(0x70, "00008030697f")))
                .hasValue(Metric.TEMPERATURE, 23.132, 0)
                .lacks(Metric.PRESSURE, Kind.SKIPPED);
    }

    @Test
    void dataThatAreThereAreTakenThoughSomebodyElseClearedTheReadyBits() throws Exception {
        assertThatMeasurement(read(Bmp3xxSamples.file(0x10, Bmp3xxSamples.DATA)))
                .hasValue(Metric.TEMPERATURE, 23.132, 0)
                .hasValue(Metric.PRESSURE, 1008.686, 0);
    }

    @Test
    void anErrorThatTheChipReportsIsTold() throws Exception {
        assertThat(read(Bmp3xxSamples.file(0x10, Bmp3xxSamples.DATA).set(0x02, 0x01)))
                .isInstanceOfSatisfying(Faulted.class, faulted -> {
                    assertThat(faulted.problem().kind()).isEqualTo(Kind.FAILED);
                    assertThat(faulted.reason())
                            .startsWith("the chip at 0x76 on bus 1 reports an error (ERR_REG is 0x01)");
                });
    }

    @Test
    void aBme280InItsPlaceIsNamedThoughItsIdIsABmp390s() throws Exception {
        assertThat(read(new RegisterChip().set(0x00, 0x60).set(0xD0, 0x60)))
                .isInstanceOfSatisfying(
                        Faulted.class,
                        faulted -> assertThat(faulted.reason())
                                .startsWith("chip id 0x60 at 0x76 on bus 1 is a BME280, and not a BMP388 or BMP390"));
    }

    @Test
    void aChipThatNobodyKnowsIsNotGuessed() throws Exception {
        assertThat(read(new RegisterChip().set(0x00, 0x51)))
                .isInstanceOfSatisfying(
                        Faulted.class,
                        faulted -> assertThat(faulted.reason())
                                .startsWith("chip id 0x51 at 0x76 on bus 1 is no known one, and not a BMP388 or"));
    }

    @Test
    void recognisesItsChipsAndNoOthers() throws Exception {
        assertThat(recognised(Bmp3xxSamples.bmp388())).hasValue("BMP388");
        assertThat(recognised(Bmp3xxSamples.bmp390())).hasValue("BMP390");
        assertThat(recognised(new RegisterChip().set(0x00, 0x60).set(0xD0, 0x58)))
                .isEmpty();
        assertThat(recognised(new RegisterChip().set(0x00, 0x60).set(0xD0, 0x60)))
                .isEmpty();
        assertThat(recognised(new RegisterChip().set(0x00, 0x50).set(0xD0, 0x61)))
                .isEmpty();
        assertThat(recognised(new RegisterChip().set(0x00, 0x58))).isEmpty();
    }

    private Measurement read(FakeChip chip) throws InterruptedException {
        return Drivers.open(provider, new FakeBus(1).attach(0x76, chip)).read();
    }

    private Optional<String> recognised(FakeChip chip) throws I2cException {
        return provider.recognise(new I2cDevice(new FakeBus(1).attach(0x77, chip), 0x77));
    }
}
