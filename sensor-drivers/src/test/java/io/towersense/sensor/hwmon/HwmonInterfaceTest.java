package io.towersense.sensor.hwmon;

import static io.towersense.sensor.chip.MeasurementAssert.assertThatMeasurement;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.chip.Drivers;
import io.towersense.sensor.sysfs.SysfsTree;
import io.towersense.telemetry.metric.Metric;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HwmonInterfaceTest {
    private static final String DEVICE = "hwmon2";

    @TempDir
    private Path top = Path.of("");

    private SysfsTree tree = new SysfsTree(top, "class/hwmon");

    @BeforeEach
    void plugADeviceIn() {
        tree = new SysfsTree(top, "class/hwmon")
                .plug("devices/platform/soc/fe804000.i2c/i2c-1/1-0044/hwmon", DEVICE)
                .file(DEVICE, "name", "sht3x\n");
    }

    @Test
    void anSht3xAsItsKernelDriverShowsIt() throws Exception {
        tree.files(
                DEVICE,
                "temp1_input",
                "23512\n",
                "temp1_max",
                "0\n",
                "temp1_max_hyst",
                "0\n",
                "temp1_alarm",
                "0\n",
                "humidity1_input",
                "45678\n",
                "humidity1_max",
                "0\n",
                "humidity1_alarm",
                "0\n",
                "heater_enable",
                "0\n",
                "update_interval",
                "0\n");
        assertThatMeasurement(open(Map.of()).read())
                .hasValue(Metric.TEMPERATURE, 23.512, 0)
                .hasValue(Metric.HUMIDITY, 45.678, 0);
    }

    @Test
    void aLaptopWithoutOptionsAndWithoutASensor() throws Exception {
        tree.files(DEVICE, "name", "coretemp\n", "temp1_input", "47000\n", "temp1_label", "Package id 0\n");
        Measurement measurement = open(Map.of()).read();
        assertThat(measurement)
                .isInstanceOfSatisfying(
                        Measured.class,
                        measured -> assertThat(measured.values()).containsOnlyKeys(Metric.TEMPERATURE));
        assertThatMeasurement(measurement).hasValue(Metric.TEMPERATURE, 47, 0);
    }

    @Test
    void voltageAndCurrentAreInThousandths() throws Exception {
        tree.files(DEVICE, "name", "ina219\n", "in0_input", "0\n", "in1_input", "53487\n", "curr1_input", "-1250\n");
        assertThatMeasurement(open(Map.of("channel_supply_voltage", "in1")).read())
                .hasValue(Metric.SUPPLY_VOLTAGE, 53.487, 0)
                .hasValue(Metric.SUPPLY_CURRENT, -1.25, 0);
    }

    @Test
    void theLowestNumberIsReadUnlessAnotherIsChosen() throws Exception {
        tree.files(DEVICE, "temp10_input", "10000\n", "temp2_input", "2000\n", "temp3_input", "3000\n");
        assertThatMeasurement(open(Map.of()).read()).hasValue(Metric.TEMPERATURE, 2, 0);
        assertThatMeasurement(open(Map.of("channel_temperature", "temp10")).read())
                .hasValue(Metric.TEMPERATURE, 10, 0);
        assertThatMeasurement(open(Map.of("channel_temperature", "temp1")).read())
                .isFaulted(Kind.NO_BUS);
    }

    @Test
    void aSensorThatItsChipCallsDefectiveGivesNoValueUntilItIsWell() throws Exception {
        tree.files(DEVICE, "name", "max31865\n", "temp1_fault", "1\n", "temp1_input", "-242020\n")
                .files(DEVICE, "temp2_fault", "1\n", "humidity1_input", "45678\n");
        SensorDriver driver = open(Map.of());
        Measurement measurement = driver.read();
        assertThatMeasurement(measurement)
                .lacks(Metric.TEMPERATURE, Kind.FAILED)
                .hasValue(Metric.HUMIDITY, 45.678, 0);
        assertThat(((Measured) measurement).problems().get(Metric.TEMPERATURE))
                .satisfies(problem -> assertThat(problem.sentence())
                        .isEqualTo("max31865 (hwmon2) says that the sensor of temp1 is defective (temp1_fault): check"
                                + " its wiring, and replace it if it stays so"));
        tree.files(DEVICE, "temp1_fault", "0\n", "temp1_input", "23000\n");
        assertThatMeasurement(driver.read()).hasValue(Metric.TEMPERATURE, 23, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no", "2"})
    void aFaultThatIsUnclearIsAProblem(String fault) throws Exception {
        tree.files(DEVICE, "temp1_fault", fault, "temp1_input", "23000\n");
        assertThatMeasurement(open(Map.of()).read()).isFaulted(Kind.FAILED);
    }

    private SensorDriver open(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.put("root", tree.root().toString());
        return new HwmonProvider().open(Drivers.context(all));
    }
}
