package io.towersense.sensor.bme280;

import static io.towersense.sensor.chip.MeasurementAssert.assertThatMeasurement;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.chip.Drivers;
import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.sensor.i2c.fake.FakeBus;
import io.towersense.sensor.i2c.fake.FakeChip;
import io.towersense.sensor.i2c.fake.RegisterChip;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Bme280Test {
    private final ChipProvider bme280 = new Bme280Provider();
    private final ChipProvider bmp280 = new Bmp280Provider();

    @Test
    void aBmp280BehindTheDriverBme280GivesWhatItHasAndSaysThatItHasNoHumidity() throws Exception {
        FakeBus bus = new FakeBus(1).attach(0x76, Bme280Samples.bmp280());
        SensorDriver driver = Drivers.open(bme280, bus);
        assertThatMeasurement(driver.read())
                .hasValue(Metric.TEMPERATURE, 25.082, 0)
                .hasValue(Metric.PRESSURE, 1006.533, 0)
                .lacks(Metric.HUMIDITY, Kind.WRONG_CHIP);
        assertThat(driver.read())
                .isInstanceOfSatisfying(
                        Measured.class,
                        measured -> assertThat(measured.problems())
                                .hasEntrySatisfying(
                                        Metric.HUMIDITY,
                                        problem -> assertThat(problem.sentence())
                                                .isEqualTo("chip id 0x58 is a BMP280: it has no humidity (0x76 on"
                                                        + " bus 1)")));
    }

    @Test
    void aBmp280BehindTheDriverBme280IsNotStartedAnewForEveryRead() throws Exception {
        FakeBus bus = new FakeBus(1).attach(0x76, Bme280Samples.bmp280());
        SensorDriver driver = Drivers.open(bme280, bus);
        driver.read();
        long first = bus.transfers();
        driver.read();
        assertThat(bus.transfers() - first).isLessThan(first);
    }

    @Test
    void theDriverBmp280GivesTemperatureAndPressureOfEitherChipAndFindsNoFaultWithThem() throws Exception {
        for (FakeChip chip : new FakeChip[] {Bme280Samples.bmp280(), Bme280Samples.bme280()}) {
            assertThat(Drivers.open(bmp280, new FakeBus(1).attach(0x76, chip)).read())
                    .isInstanceOfSatisfying(Measured.class, measured -> {
                        assertThat(measured.problems()).isEmpty();
                        assertThat(measured.values())
                                .isEqualTo(Map.of(
                                        Metric.TEMPERATURE, new BigDecimal("25.082"),
                                        Metric.PRESSURE, new BigDecimal("1006.533")));
                    });
        }
    }

    @Test
    void givesWhatTheChipCounted() throws Exception {
        assertThat(Drivers.open(bme280, new FakeBus(1).attach(0x76, Bme280Samples.bme280()))
                        .read())
                .isInstanceOfSatisfying(
                        Measured.class,
                        measured -> assertThat(measured.rawCounts())
                                .isEqualTo(Map.of(
                                        Metric.PRESSURE,
                                        415148L,
                                        Metric.TEMPERATURE,
                                        519888L,
                                        Metric.HUMIDITY,
                                        28000L)));
    }

    @Test
    void pressureOrHumidityMayBeSkippedAlone() throws Exception {
        assertThatMeasurement(read("8000007eed006d60"))
                .hasValue(Metric.TEMPERATURE, 25.082, 0)
                .hasValue(Metric.HUMIDITY, 44.216, 0)
                .lacks(Metric.PRESSURE, Kind.SKIPPED);
        assertThatMeasurement(read("655ac07eed008000"))
                .hasValue(Metric.TEMPERATURE, 25.082, 0)
                .hasValue(Metric.PRESSURE, 1006.533, 0)
                .lacks(Metric.HUMIDITY, Kind.SKIPPED);
    }

    @Test
    void withoutTemperatureNothingHasABase() throws Exception {
        assertThatMeasurement(read("655ac08000006d60")).isFaulted(Kind.SKIPPED);
    }

    @Test
    void offsetsAreAddedToWhatTheChipMeasured() throws Exception {
        Map<String, String> options =
                Map.of("offset_temperature", "-0.4", "offset_pressure", "1.5", "offset_humidity", "60");
        assertThatMeasurement(Drivers.open(bme280, new FakeBus(1).attach(0x76, Bme280Samples.bme280()), options)
                        .read())
                .hasValue(Metric.TEMPERATURE, 24.682, 0)
                .hasValue(Metric.PRESSURE, 1008.033, 0)
                .hasValue(Metric.HUMIDITY, 100, 0);
    }

    @Test
    void isFoundAtItsOtherAddress() throws Exception {
        FakeBus bus = new FakeBus(1).attach(0x77, Bme280Samples.bme280());
        assertThatMeasurement(Drivers.open(bme280, bus).read()).isFaulted(Kind.NO_ANSWER);
        assertThatMeasurement(
                        Drivers.open(bme280, bus, Map.of("address", "0x77")).read())
                .hasValue(Metric.HUMIDITY, 44.216, 0);
    }

    @Test
    void eachDriverRecognisesItsOwnChip() throws Exception {
        assertThat(recognised(bme280, 0x60)).hasValue("BME280");
        assertThat(recognised(bme280, 0x58)).isEmpty();
        assertThat(recognised(bmp280, 0x58)).hasValue("BMP280");
        assertThat(recognised(bmp280, 0x60)).isEmpty();
        assertThat(recognised(bme280, 0x61)).isEmpty();
    }

    @Test
    void aBmp390InItsPlaceIsNamedByTheIdThatItHasElsewhere() throws Exception {
        FakeBus bus = new FakeBus(1).attach(0x76, new RegisterChip().set(0x00, 0x60));
        assertThat(Drivers.open(bme280, bus).read())
                .isInstanceOfSatisfying(
                        Measurement.Faulted.class,
                        faulted ->
                                assertThat(faulted.reason()).startsWith("chip id 0x60 at 0x76 on bus 1 is a BMP390"));
    }

    private Measurement read(String data) throws InterruptedException {
        RegisterChip chip = new RegisterChip()
                .set(0xD0, 0x60)
                .set(0x88, Bme280Samples.LOW)
                .set(0xE1, Bme280Samples.HIGH)
                .set(0xF7, data);
        return Drivers.open(bme280, new FakeBus(1).attach(0x76, chip)).read();
    }

    private static Optional<String> recognised(ChipProvider provider, int id)
            throws I2cException, InterruptedException {
        return provider.recognise(new I2cDevice(new FakeBus(1).attach(0x76, new RegisterChip().set(0xD0, id)), 0x76));
    }
}
