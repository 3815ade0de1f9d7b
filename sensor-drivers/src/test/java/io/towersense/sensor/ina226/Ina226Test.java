package io.towersense.sensor.ina226;

import static io.towersense.sensor.chip.MeasurementAssert.assertThatMeasurement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.sensor.InvalidOptionException;
import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Faulted;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorDriverProvider;
import io.towersense.sensor.SensorProblem;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.chip.Drivers;
import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.sensor.i2c.fake.CommandChip;
import io.towersense.sensor.i2c.fake.FakeBus;
import io.towersense.sensor.i2c.fake.RegisterChip;
import io.towersense.sensor.i2c.fake.WordRegisterChip;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.reading.QualityFlag;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ina226Test {
    private final Ina226Model chip = new Ina226Model(0, 0);
    private final FakeBus bus = new FakeBus(1).attach(0x40, chip);

    @Test
    void isFoundByItsName() {
        assertThat(ServiceLoader.load(SensorDriverProvider.class))
                .filteredOn(provider -> provider.name().equals("ina226"))
                .singleElement()
                .isInstanceOf(Ina226Provider.class);
    }

    @Test
    void everyCountThatTheChipCanMeasureIsGivenAndEveryOtherIsOutOfRange() throws Exception {
        SensorDriver driver = Drivers.open(new Ina226Provider(), bus);
        for (int count = 0; count <= 0xFFFF; count++) {
            chip.supply(count, count);
            Map<Metric, BigDecimal> expected = new EnumMap<>(Metric.class);
            if (count <= 28_800) {
                expected.put(Metric.SUPPLY_VOLTAGE, BigDecimal.valueOf(count * 1250L, 6));
            }
            if (count != 0x7FFF && count != 0x8000) {
                long signed = count < 0x8000 ? count : count - 0x10000L;
                expected.put(Metric.SUPPLY_CURRENT, BigDecimal.valueOf(signed * 25, 6));
            }
            Measurement measurement = driver.read();
            if (expected.isEmpty()) {
                assertThatMeasurement(measurement).isFaulted(Kind.OUT_OF_RANGE);
            } else {
                Measured measured = (Measured) measurement;
                assertThat(measured.values()).isEqualTo(expected);
                Set<Metric> missing = new HashSet<>(driver.metrics());
                missing.removeAll(expected.keySet());
                assertThat(measured.problems().keySet()).isEqualTo(missing);
                assertThat(measured.problems().values())
                        .extracting(SensorProblem::kind)
                        .containsOnly(missing.stream()
                                .map(metric -> Kind.OUT_OF_RANGE)
                                .toArray(Kind[]::new));
            }
        }
    }

    @Test
    void aShuntAndADividerOfTheSiteAreTakenIntoAccount() throws Exception {
        chip.supply(0x1F40, 21_600);
        assertThat(measured(Map.of("shunt_ohms", "0.0005", "divider", "2")).values())
                .containsEntry(Metric.SUPPLY_VOLTAGE, new BigDecimal("54.000000"))
                .containsEntry(Metric.SUPPLY_CURRENT, new BigDecimal("40.000000"));
    }

    @ParameterizedTest
    @CsvSource({
        "32767, 0.1,    '0.1 ohms',    '0.819175 A'",
        "32768, 0.0005, '0.0005 ohms', '163.835 A'",
    })
    void aSaturatedShuntIsToldWithTheCurrentThatItAllows(int count, String ohms, String shunt, String limit)
            throws Exception {
        chip.supply(count, 9_600);
        Measured measured = measured(Map.of("shunt_ohms", ohms));
        assertThat(measured.values()).containsOnlyKeys(Metric.SUPPLY_VOLTAGE);
        assertThat(measured.quality()).containsEntry(Metric.SUPPLY_CURRENT, Set.of(QualityFlag.IMPOSSIBLE));
        assertThat(measured.problems()).hasEntrySatisfying(Metric.SUPPLY_CURRENT, problem -> {
            assertThat(problem.kind()).isEqualTo(Kind.OUT_OF_RANGE);
            assertThat(problem.sentence())
                    .startsWith("supply current is beyond what the shunt of " + shunt + " at 0x40 on bus 1 allows, "
                            + limit)
                    .contains("check the load for a short")
                    .doesNotContain("\n");
        });
    }

    @ParameterizedTest
    @CsvSource({"28801, 1, '0 to 36 V'", "28801, 2, '0 to 72 V'", "65535, 1, '0 to 36 V'"})
    void aVoltageThatTheBusPinCannotMeasureIsOutOfRangeAndTheCurrentIsStillGiven(
            int count, String divider, String range) throws Exception {
        chip.supply(4_000, count);
        Measured measured = measured(Map.of("divider", divider));
        assertThat(measured.values()).containsOnly(Map.entry(Metric.SUPPLY_CURRENT, new BigDecimal("0.100000")));
        assertThat(measured.problems()).hasEntrySatisfying(Metric.SUPPLY_VOLTAGE, problem -> {
            assertThat(problem.kind()).isEqualTo(Kind.OUT_OF_RANGE);
            assertThat(problem.sentence()).contains("out of the INA226's range, " + range);
        });
    }

    @Test
    void theHighestVoltageIsGivenBehindADividerWithManyDecimalsToo() throws Exception {
        chip.supply(0, 28_800);
        assertThat(measured(Map.of("divider", "1.33333333")).values())
                .containsEntry(Metric.SUPPLY_VOLTAGE, new BigDecimal("48.000000"));
    }

    @Test
    void bothMetricsGiveOneRawCountThatMovesWhenEitherCountMoves() throws Exception {
        SensorDriver driver = Drivers.open(new Ina226Provider(), bus);
        Set<Long> counts = new HashSet<>();
        for (List<Integer> supply :
                List.of(List.of(0, 9_600), List.of(1, 9_600), List.of(0xFFFF, 9_600), List.of(0, 9_601))) {
            chip.supply(supply.get(0), supply.get(1));
            Map<Metric, Long> raw = ((Measured) driver.read()).rawCounts();
            assertThat(raw.keySet()).isEqualTo(driver.metrics());
            assertThat(new HashSet<>(raw.values())).hasSize(1);
            counts.addAll(raw.values());
        }
        assertThat(counts).hasSize(4);
    }

    @Test
    void aSupplyThatIsDownIsNotTakenForAFrozenSensor() throws Exception {
        chip.supply(0, 0);
        Measured measured = measured(Map.of());
        assertThat(measured.values().get(Metric.SUPPLY_VOLTAGE)).isEqualByComparingTo("0");
        assertThat(measured.rawCounts()).isEmpty();
    }

    @Test
    void aChipWithAlertsAndInAnotherModeIsMadeReady() throws Exception {
        chip.supply(4_000, 9_600);
        bus.write(0x40, new byte[] {0x00, 0x4F, (byte) 0xFA});
        bus.write(0x40, new byte[] {0x05, 0x12, 0x34});
        assertThat(measured(Map.of()).values()).containsEntry(Metric.SUPPLY_VOLTAGE, new BigDecimal("12.000000"));
        assertThat(chip.get(0x05)).isZero();
    }

    @Test
    void theChipIsPoweredDownBetweenMeasurementsAndWaitedForLessThanAFifthOfASecond() throws Exception {
        SensorDriver driver = Drivers.open(new Ina226Provider(), bus);
        assertThat(driver.read()).isInstanceOf(Measured.class);
        assertThat(bus.now()).isLessThan(Duration.ofMillis(200));
        chip.supply(4_000, 9_600);
        bus.pause(Duration.ofMinutes(1));
        bus.read(0x40, 2);
        assertThat(chip.get(0x01)).as("shunt voltage from before").isZero();
    }

    @Test
    void aChipThatTakesALittleLongerIsWaitedFor() throws Exception {
        SensorDriver driver = Drivers.open(new Ina226Provider(), bus);
        chip.supply(4_000, 9_600);
        chip.slowDown(Duration.ofMillis(15));
        assertThat(driver.read())
                .isInstanceOfSatisfying(
                        Measured.class,
                        measured -> assertThat(measured.values())
                                .containsEntry(Metric.SUPPLY_CURRENT, new BigDecimal("0.100000")));
        assertThat(bus.now()).isBetween(Duration.ofMillis(170), Duration.ofMillis(200));
    }

    @Test
    void anotherChipIsToldWithBothIds() throws Exception {
        bus.attach(0x40, new WordRegisterChip().set(0xFE, 0x5449).set(0xFF, 0x2270));
        assertThat(Drivers.open(new Ina226Provider(), bus).read())
                .isInstanceOfSatisfying(
                        Faulted.class,
                        faulted -> assertThat(faulted.reason())
                                .startsWith("chip ids 0x5449 (manufacturer) and 0x2270 (die) at 0x40 on bus 1, and not"
                                        + " 0x5449 and 0x2260"));
    }

    @ParameterizedTest
    @CsvSource({"0x0000, 0x2260", "0xFFFF, 0x2260", "0x5449, 0x0000", "0x5449, 0xFFFF"})
    void anIdOfNothingButZerosOrOnesIsStuck(String manufacturer, String die) throws Exception {
        bus.attach(
                0x40,
                new WordRegisterChip().set(0xFE, Integer.decode(manufacturer)).set(0xFF, Integer.decode(die)));
        assertThatMeasurement(Drivers.open(new Ina226Provider(), bus).read()).isFaulted(Kind.STUCK);
    }

    @Test
    void aConfigurationThatDoesNotStayIsTold() throws Exception {
        bus.attach(
                0x40,
                new WordRegisterChip() {
                    @Override
                    protected void written(int register, int value, Duration now) {}
                }.set(0xFE, 0x5449).set(0xFF, 0x2260).set(0x00, 0x4127).set(0x06, 0x0008));
        assertThatMeasurement(Drivers.open(new Ina226Provider(), bus).read()).isFaulted(Kind.RESET);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x2260, 0x2261, 0x226F})
    void isRecognisedInEveryRevision(int die) throws Exception {
        bus.attach(0x40, new WordRegisterChip().set(0xFE, 0x5449).set(0xFF, die));
        assertThat(new Ina226Provider().recognise(new I2cDevice(bus, 0x40))).hasValue("INA226");
    }

    @Test
    void anotherChipIsNotRecognised() throws Exception {
        I2cDevice device = new I2cDevice(bus, 0x40);
        for (WordRegisterChip other : List.of(
                new WordRegisterChip().set(0xFE, 0x5449).set(0xFF, 0x2270),
                new WordRegisterChip().set(0xFE, 0x0054).set(0xFF, 0x2260))) {
            bus.attach(0x40, other);
            assertThat(new Ina226Provider().recognise(device)).isEmpty();
        }
        bus.attach(0x40, new RegisterChip());
        assertThat(new Ina226Provider().recognise(device)).isEmpty();
    }

    @Test
    void aChipThatDoesNotKnowTheQuestionIsLeftToTheCaller() {
        I2cDevice device = new I2cDevice(bus.attach(0x44, new CommandChip()), 0x44);
        assertThatThrownBy(() -> new Ina226Provider().recognise(device))
                .isInstanceOfSatisfying(
                        I2cException.class, e -> assertThat(e.why()).isEqualTo(I2cException.Cause.NO_ANSWER));
    }

    @ParameterizedTest
    @CsvSource({"shunt_ohms, 0", "shunt_ohms, 10.1", "shunt_ohms, R100", "divider, 0.5", "divider, 101"})
    void anOptionThatMakesNoSenseIsRefused(String option, String value) {
        assertThatThrownBy(() -> Drivers.open(new Ina226Provider(), bus, Map.of(option, value)))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageStartingWith(option + ": '" + value + "' is not");
    }

    @Test
    void itsOptionsAreKnown() {
        assertThat(new Ina226Provider().options())
                .containsExactlyInAnyOrder(
                        "bus", "address", "shunt_ohms", "divider", "offset_supply_voltage", "offset_supply_current");
    }

    private Measured measured(Map<String, String> options) throws InterruptedException {
        return (Measured) Drivers.open(new Ina226Provider(), bus, options).read();
    }
}
