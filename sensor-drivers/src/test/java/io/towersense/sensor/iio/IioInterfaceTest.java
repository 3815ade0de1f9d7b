package io.towersense.sensor.iio;

import static io.towersense.sensor.chip.MeasurementAssert.assertThatMeasurement;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Faulted;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.chip.Drivers;
import io.towersense.sensor.sysfs.FailingReader;
import io.towersense.sensor.sysfs.SysfsTree;
import io.towersense.telemetry.metric.Metric;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IioInterfaceTest {
    private static final String DEVICE = "iio:device0";
    private static final String PLACE = "devices/platform/soc/fe804000.i2c/i2c-1/1-0048";

    @TempDir
    private Path top = Path.of("");

    private final FailingReader reader = new FailingReader();
    private SysfsTree tree = new SysfsTree(top, "bus/iio/devices");

    @BeforeEach
    void plugADeviceIn() {
        tree = new SysfsTree(top, "bus/iio/devices").plug(PLACE, DEVICE);
    }

    @Test
    void aBme280AsItsKernelDriverShowsIt() throws Exception {
        tree.files(
                        DEVICE,
                        "name",
                        "bme280\n",
                        "in_temp_input",
                        "25080\n",
                        "in_temp_oversampling_ratio",
                        "2\n",
                        "in_temp_oversampling_ratio_available",
                        "1 2 4 8 16\n",
                        "in_pressure_input",
                        "100.653265625\n",
                        "in_pressure_oversampling_ratio",
                        "16\n",
                        "in_humidityrelative_input",
                        "44216.796875000\n",
                        "in_humidityrelative_oversampling_ratio",
                        "16\n",
                        "uevent",
                        "MAJOR=242\nMINOR=0\n",
                        "waiting_for_supplier",
                        "0\n")
                .plug("devices", "trigger0")
                .file("trigger0", "name", "sysfstrig0\n");
        assertValues(
                open(Map.of()).read(),
                Map.of(Metric.TEMPERATURE, "25.08", Metric.PRESSURE, "1006.533", Metric.HUMIDITY, "44.217"));
    }

    @Test
    void anAdcOfWhichEachChannelHasAScale() throws Exception {
        tree.files(
                DEVICE,
                "name",
                "ads1015\n",
                "in_voltage0_raw",
                "1234\n",
                "in_voltage0_scale",
                "2.000000000\n",
                "in_voltage1_raw",
                "-17\n",
                "in_voltage1_scale",
                "0.500000000\n",
                "in_voltage0-voltage1_raw",
                "1251\n",
                "in_voltage0-voltage1_scale",
                "3.000000000\n",
                "in_voltage10_raw",
                "1\n",
                "scale_available",
                "3.000 2.000 1.000 0.500\n");
        assertVoltage("2.468", Map.of());
        assertVoltage("-0.0085", Map.of("channel_supply_voltage", "in_voltage1"));
        assertVoltage("3.753", Map.of("channel_supply_voltage", "in_voltage0-voltage1"));
        assertVoltage("0.001", Map.of("channel_supply_voltage", "in_voltage10"));
    }

    @ParameterizedTest
    @CsvSource({
        "in_voltage0_scale, in_voltage_scale, 0.2, 0.3",
        "in_voltage_scale, in_scale, 0.3, 0.3",
        "in_scale, scale, 0.3, 0.3",
        "scale, out_scale, 0.3, 0.3",
    })
    void aScaleThatIsSharedCountsWhereThereIsNoneOfItsOwn(String nearer, String farther) throws Exception {
        tree.files(DEVICE, "in_voltage0_raw", "100\n", nearer, "3\n", farther, "700\n");
        assertVoltage("0.3", Map.of());
    }

    @Test
    void aScaleOfAllDifferentialChannelsIsOnlyTheirs() throws Exception {
        tree.files(
                DEVICE,
                "in_voltage0_raw",
                "100\n",
                "in_voltage2-voltage3_raw",
                "100\n",
                "in_voltage_scale",
                "2\n",
                "in_voltage-voltage_scale",
                "5\n");
        assertVoltage("0.2", Map.of());
        assertVoltage("0.5", Map.of("channel_supply_voltage", "in_voltage2-voltage3"));
    }

    @Test
    void theOffsetIsAddedBeforeTheScale() throws Exception {
        tree.files(
                DEVICE,
                "name",
                "hdc1080\n",
                "in_temp_raw",
                "26000\n",
                "in_temp_offset",
                "-15887.515151\n",
                "in_temp_scale",
                "2.517700195\n",
                "in_humidityrelative_raw",
                "30000\n",
                "in_humidityrelative_scale",
                "1.525878906\n");
        // (26000 - 15887.515151) * 2.517700195 = 25460.2047...
        assertValues(open(Map.of()).read(), Map.of(Metric.TEMPERATURE, "25.460", Metric.HUMIDITY, "45.776"));
    }

    @Test
    void aValueThatTheKernelHasComputedComesBeforeARawOne() throws Exception {
        tree.files(DEVICE, "in_temp_input", "21000\n", "in_temp_raw", "1\n", "in_temp_scale", "1\n");
        assertValues(open(Map.of()).read(), Map.of(Metric.TEMPERATURE, "21"));
        reader.fail("in_temp_input", new IOException("Input/output error"));
        assertThatMeasurement(open(Map.of()).read()).isFaulted(Kind.NO_ANSWER);
    }

    @ParameterizedTest
    @CsvSource({
        "in_temp_input, 20.4995, 0.020, temperature",
        "in_temp_input, 20000.5, 20.000, temperature",
        "in_temp_input, 20001.5, 20.002, temperature",
        "in_temp_input, -40000, -40, temperature",
        "in_pressure_input, 101.32505, 1013.250, pressure",
        "in_pressure_input, 101.32515, 1013.252, pressure",
        "in_voltage0_input, 48123.4565, 48.123456, supply_voltage",
        "in_current0_input, 0.0015, 0.000002, supply_current",
        "in_current_input, -1500, -1.5, supply_current",
    })
    void valuesAreExactAndRoundedHalfEvenOnlyWhereTheyAreLonger(
            String file, String text, BigDecimal value, String metric) throws Exception {
        tree.files(DEVICE, file, text + "\n");
        assertValues(open(Map.of()).read(), Map.of(Metric.of(metric).orElseThrow(), value.toPlainString()));
    }

    @Test
    void noBinaryFractionIsOnTheWay() throws Exception {
        tree.files(DEVICE, "in_voltage0_raw", "900719925474099\n", "in_voltage0_scale", "1.000001\n");
        assertVoltage("900720826194.024474", Map.of());
    }

    @Test
    void whatIsMeasuredInsideAnotherThingIsReadOnlyWhereItIsChosen() throws Exception {
        tree.files(
                DEVICE,
                "name",
                "mlx90614\n",
                "in_temp_ambient_raw",
                "14657\n",
                "in_temp_object_raw",
                "14757\n",
                "in_temp_offset",
                "-13657.500000\n",
                "in_temp_scale",
                "20\n");
        Measurement unasked = open(Map.of()).read();
        assertThatMeasurement(unasked).isFaulted(Kind.NO_BUS);
        assertThat(((Faulted) unasked).reason())
                .contains("mlx90614 (iio:device0)", "only in_temp_ambient_raw, in_temp_object_raw: check");
        assertValues(
                open(Map.of("channel_temperature", "in_temp_ambient")).read(), Map.of(Metric.TEMPERATURE, "19.99"));
    }

    @Test
    void aChosenChannelThatIsNotThereIsMissed() throws Exception {
        tree.files(DEVICE, "name", "ads1015\n", "in_voltage0_raw", "1234\n", "in_temp_input", "21000\n");
        SensorDriver driver = open(Map.of("channel_supply_voltage", "in_voltage3"));
        Measurement measurement = driver.read();
        assertThatMeasurement(measurement)
                .hasValue(Metric.TEMPERATURE, 21, 0)
                .lacks(Metric.SUPPLY_VOLTAGE, Kind.NO_BUS);
        assertThat(((Measured) measurement).problems().get(Metric.SUPPLY_VOLTAGE))
                .satisfies(problem -> assertThat(problem.sentence())
                        .isEqualTo("ads1015 (iio:device0) has no channel in_voltage3, only in_temp_input,"
                                + " in_voltage0_raw: check the option channel_supply_voltage"));
        tree.files(DEVICE, "in_voltage3_raw", "12000\n");
        assertThatMeasurement(driver.read()).hasValue(Metric.SUPPLY_VOLTAGE, 12, 0);
    }

    @Test
    void noOtherChannelTakesThePlaceOfOneThatVanished() throws Exception {
        tree.files(DEVICE, "in_voltage0_raw", "1000\n", "in_voltage1_raw", "48000\n");
        SensorDriver driver = open(Map.of());
        assertThatMeasurement(driver.read()).hasValue(Metric.SUPPLY_VOLTAGE, 1, 0);
        tree.remove(DEVICE, "in_voltage0_raw");
        assertThatMeasurement(driver.read()).isFaulted(Kind.NO_BUS);
    }

    @ParameterizedTest
    @CsvSource({"in_temp_scale", "in_temp_offset"})
    void aCountWithoutItsScaleOrOffsetIsNoValue(String file) throws Exception {
        tree.files(DEVICE, "name", "hdc1080\n")
                .files(DEVICE, "in_temp_raw", "2000\n", "in_temp_offset", "100\n", "in_temp_scale", "10\n");
        SensorDriver driver = open(Map.of());
        assertThatMeasurement(driver.read()).hasValue(Metric.TEMPERATURE, 21, 0);
        reader.fail(file, new IOException("Remote I/O error"));
        assertThatMeasurement(driver.read()).isFaulted(Kind.NO_ANSWER);
        reader.heal();
        String text = file.equals("in_temp_scale") ? "10\n" : "100\n";
        tree.remove(DEVICE, file);
        assertThatMeasurement(driver.read()).isFaulted(Kind.NO_BUS);
        tree.remove(DEVICE, "name");
        assertThatMeasurement(driver.read()).isFaulted(Kind.NO_BUS);
        tree.files(DEVICE, "name", "hdc1080\n", file, text);
        assertThatMeasurement(driver.read()).hasValue(Metric.TEMPERATURE, 21, 0);
    }

    private SensorDriver open(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.put("root", tree.root().toString());
        return new IioProvider().open(Drivers.context(all), reader);
    }

    private void assertVoltage(String volts, Map<String, String> options) throws InterruptedException {
        assertValues(open(options).read(), Map.of(Metric.SUPPLY_VOLTAGE, volts));
    }

    private static void assertValues(Measurement measurement, Map<Metric, String> expected) {
        assertThat(measurement).isInstanceOfSatisfying(Measured.class, measured -> {
            assertThat(measured.problems()).isEmpty();
            assertThat(measured.values()).containsOnlyKeys(expected.keySet());
            expected.forEach((metric, value) ->
                    assertThat(measured.values().get(metric)).as(metric.key()).isEqualByComparingTo(value));
        });
    }
}
