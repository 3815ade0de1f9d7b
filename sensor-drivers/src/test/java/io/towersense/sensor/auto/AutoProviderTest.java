package io.towersense.sensor.auto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.sensor.InvalidOptionException;
import io.towersense.sensor.Measurement.Faulted;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.chip.Drivers;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.sensor.i2c.fake.CommandChip;
import io.towersense.sensor.i2c.fake.FakeBus;
import io.towersense.sensor.i2c.fake.RegisterChip;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AutoProviderTest {
    /** The calibration of the example in the BMP280's datasheet, and its counts: 25.08 °C and 1006.53 hPa. */
    private static final String LOW = "706b436718fc7d8e43d6d00b270b8c00f9ff8c3cf8c67017004b";

    private final FakeBus bus = new FakeBus(1);
    private final AutoProvider auto = new AutoProvider(bus);

    private static RegisterChip bosch(int id) {
        return new RegisterChip()
                .set(0xD0, id)
                .set(0x88, LOW)
                .set(0xE1, "6a01001328031e")
                .set(0xF7, "655ac07eed006d60");
    }

    private SensorDriver open(Map<String, String> options) {
        return auto.open(Drivers.context(options));
    }

    @Test
    void whatIsThereIsTaken() throws Exception {
        bus.attach(0x77, bosch(0x60));
        SensorDriver driver = open(Map.of());
        assertThat(driver.isSimulated()).isFalse();
        assertThat(((Measured) driver.read()).values())
                .containsOnlyKeys(Metric.TEMPERATURE, Metric.HUMIDITY, Metric.PRESSURE)
                .containsEntry(Metric.TEMPERATURE, new BigDecimal("25.082"));
    }

    @Test
    void whereNothingIsThereTheSimulatorSaysThatItIsOne() throws Exception {
        SensorDriver driver = open(Map.of("seed", "7"));
        assertThat(driver.isSimulated()).isTrue();
        assertThat(driver.read()).isInstanceOf(Measured.class);
    }

    @Test
    void whereThereIsNoBusTheSimulatorSaysThatItIsOne() {
        bus.setThere(false);
        assertThat(open(Map.of()).isSimulated()).isTrue();
    }

    @Test
    void aSensorThatFailsLaterIsAFaultAndNothingTakesItsPlace() throws Exception {
        bus.attach(0x76, bosch(0x60));
        SensorDriver driver = open(Map.of());
        bus.detach(0x76);
        assertThat(driver.read()).isInstanceOf(Faulted.class);
        assertThat(driver.isSimulated()).isFalse();
    }

    @Test
    void aSecondChipOfTheKindMeasuresNothingMoreAndIsLeftOut() throws Exception {
        bus.attach(0x76, bosch(0x58)).attach(0x77, bosch(0x60));
        SensorDriver driver = open(Map.of());
        bus.detach(0x76);
        assertThat(((Measured) driver.read()).problems()).as("the BME280 alone").isEmpty();
    }

    @Test
    void severalChipsMakeOneDeviceTheBestOfThemFirst() throws Exception {
        bus.attach(0x76, bosch(0x60)).attach(0x44, new CommandChip().answer("fd", "666693666693"));
        SensorDriver driver = open(Map.of());
        Measured measured = (Measured) driver.read();
        assertThat(measured.values()).containsOnlyKeys(Metric.TEMPERATURE, Metric.HUMIDITY, Metric.PRESSURE);
        assertThat(measured.values()).containsEntry(Metric.TEMPERATURE, new BigDecimal("25.000"));
        bus.detach(0x44);
        assertThat(((Measured) driver.read()).values()).containsOnlyKeys(Metric.PRESSURE);
    }

    @Test
    void anAddressThatAKernelDriverOwnsIsAFaultAndNoReasonToSimulate() throws Exception {
        bus.attach(0x76, bosch(0x60));
        bus.hold(0x76, true);
        SensorDriver driver = open(Map.of());
        assertThat(driver.isSimulated()).isFalse();
        assertThat(driver.read())
                .isInstanceOfSatisfying(
                        Faulted.class,
                        faulted -> assertThat(faulted.reason())
                                .startsWith("0x76 on bus 1 is held by a kernel driver, and no other sensor was found"));
        bus.hold(0x76, false);
        assertThat(driver.read()).isInstanceOf(Measured.class);
    }

    @Test
    void aBusThatCannotBeLookedAtIsAFaultAndNoReasonToSimulate() throws Exception {
        bus.attach(0x76, bosch(0x60));
        bus.fail(0, 1_000, I2cException.Cause.ACCESS_DENIED);
        SensorDriver driver = open(Map.of());
        assertThat(driver.isSimulated()).isFalse();
        assertThat(driver.read())
                .isInstanceOfSatisfying(
                        Faulted.class,
                        faulted -> assertThat(faulted.problem().kind()).isEqualTo(Kind.ACCESS_DENIED));
        bus.fail(0, 0, I2cException.Cause.ACCESS_DENIED);
        assertThat(driver.read()).isInstanceOf(Measured.class);
    }

    @Test
    void aMachineOnWhichNoSensorCanBeIsSimulated() {
        bus.fail(0, 1_000, I2cException.Cause.UNSUPPORTED);
        assertThat(open(Map.of()).isSimulated()).isTrue();
    }

    @Test
    void onlyTheNamedBusesAreLookedAt() {
        bus.attach(0x76, bosch(0x60));
        assertThat(open(Map.of("buses", "3")).isSimulated()).isTrue();
        assertThat(open(Map.of("buses", "3, 1")).isSimulated()).isFalse();
        assertThatThrownBy(() -> open(Map.of("buses", "1,x")))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("buses: 'x' is no bus; write, for example, 1 or 1,3");
    }

    @Test
    void offsetsReachTheChip() throws Exception {
        bus.attach(0x76, bosch(0x60));
        assertThat(((Measured) open(Map.of("offset_temperature", "-0.5")).read()).values())
                .containsEntry(Metric.TEMPERATURE, new BigDecimal("24.582"));
    }

    @Test
    void itsOptionsAreThoseOfChipsAndSimulatorWithoutAPlace() {
        assertThat(auto.options())
                .contains("buses", "offset_temperature", "seed", "scenario")
                .doesNotContain("bus", "address");
    }
}
