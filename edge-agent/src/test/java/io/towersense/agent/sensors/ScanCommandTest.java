package io.towersense.agent.sensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.towersense.agent.command.TowerProgram;
import io.towersense.agent.sensors.Bench.Result;
import io.towersense.sensor.i2c.I2cException.Cause;
import io.towersense.sensor.i2c.fake.RegisterChip;
import io.towersense.sensor.i2c.pi4j.Pi4jBuses;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanCommandTest {
    @TempDir
    private Path sysfs;

    private Bench bench = new Bench(1, Path.of(""));

    @BeforeEach
    void aBench() {
        bench = new Bench(1, sysfs);
    }

    private void kernelOwns77() throws IOException {
        bench.bus.hold(0x77, true);
        Files.createDirectory(sysfs.resolve("1-0077"));
        Files.createSymbolicLink(sysfs.resolve("1-0077/driver"), Path.of("../../../bus/i2c/drivers/ina2xx"));
    }

    @Test
    void whoIsThereIsShownWithWhatToWriteIntoAConfiguration() throws Exception {
        bench.bus.attach(0x76, Bench.bme280()).attach(0x40, new RegisterChip());
        kernelOwns77();
        assertThat(bench.sensors("scan")).isEqualTo(new Result(0, """
                        bus 1
                          0x40  answers, and is no chip that a driver knows
                          0x76  BME280     driver: bme280
                          0x77  held by the kernel driver ina2xx: read it with the driver iio or hwmon
                        """, ""));
    }

    @Test
    void aProgramReadsTheSame() throws Exception {
        bench.bus.attach(0x76, Bench.bme280()).attach(0x40, new RegisterChip());
        kernelOwns77();
        assertThat(bench.sensors("scan", "--json"))
                .isEqualTo(new Result(
                        0,
                        "{\"buses\":[{\"bus\":1,\"devices\":[{\"address\":\"0x40\",\"state\":\"unknown\"},"
                                + "{\"address\":\"0x76\",\"state\":\"recognised\",\"driver\":\"bme280\",\"chip\":\"BME280\"},"
                                + "{\"address\":\"0x77\",\"state\":\"held\",\"kernel_driver\":\"ina2xx\"}]}]}\n",
                        ""));
    }

    @Test
    void anOwnerInTheKernelThatCannotBeToldIsLeftOut() {
        bench.bus.hold(0x77, true);
        assertThat(bench.sensors("scan").out()).contains("  0x77  held by a kernel driver: read it");
        assertThat(bench.sensors("scan", "--json").out()).contains("{\"address\":\"0x77\",\"state\":\"held\"}");
    }

    @Test
    void aChipInAnUnusualPlaceIsShownWithItsPlace() {
        bench = new Bench(3, sysfs);
        bench.bus.attach(0x76, Bench.bme280()).attach(0x77, Bench.bmp280());
        assertThat(bench.sensors("scan").out()).isEqualTo("""
                        bus 3
                          0x76  BME280     driver: bme280, options: {bus: 3}
                          0x77  BMP280     driver: bmp280, options: {bus: 3, address: 0x77}
                        """);
    }

    @Test
    void aMachineWithoutABusSaysInOneLineWhatToDo() {
        bench.bus.setThere(false);
        String line =
                "no I2C bus on this machine: on a Raspberry Pi enable it with raspi-config (Interface Options, I2C),"
                        + " and look again; elsewhere load the kernel's module i2c-dev";
        assertThat(bench.sensors("scan")).isEqualTo(new Result(1, "", "tower: " + line + "\n"));
        assertThat(bench.sensors("scan", "--json"))
                .isEqualTo(new Result(1, "{\"buses\":[],\"fault\":\"" + line + "\"}\n", ""));
    }

    @Test
    void thisVeryMachineSaysSoToo() {
        assumeThat(new Pi4jBuses().numbers()).isEmpty();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        assertThat(TowerProgram.run(new PrintWriter(out), new PrintWriter(err), "sensors", "scan"))
                .isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString())
                .startsWith("tower: no I2C bus on this machine: ")
                .hasLineCount(1);
    }

    @Test
    void aBusWithoutAChipSaysWhatToCheck() {
        String line =
                "nothing answers on bus 1: check the sensor's power, ground, SDA and SCL, and that it is plugged in";
        assertThat(bench.sensors("scan")).isEqualTo(new Result(1, "", "tower: " + line + "\n"));
        assertThat(bench.sensors("scan", "--json"))
                .isEqualTo(new Result(1, "{\"buses\":[{\"bus\":1,\"devices\":[]}],\"fault\":\"" + line + "\"}\n", ""));
    }

    @Test
    void aMachineThatTheBusLibraryIsNotForSaysSoOnce() {
        bench.bus.fail(0, Integer.MAX_VALUE, Cause.UNSUPPORTED);
        assertThat(bench.sensors("scan", "--bus", "1", "--bus", "1"))
                .isEqualTo(new Result(1, "", "tower: made to fail\n"));
    }

    @Test
    void aBusThatIsNotThereIsNamedAndTheOthersAreLookedAt() {
        bench.bus.attach(0x76, Bench.bme280());
        assertThat(bench.sensors("scan", "--bus", "5")).isEqualTo(new Result(1, "", "tower: there is no bus 5\n"));
        Result both = bench.sensors("scan", "--bus", "5", "--bus", "1");
        assertThat(both.exitCode()).isZero();
        assertThat(both.out()).isEqualTo("""
                        bus 5
                          not all of it could be asked: there is no bus 5
                        bus 1
                          0x76  BME280     driver: bme280
                        """);
    }

    @Test
    void aBusThatHangsIsAFaultForAProgram() {
        bench.bus.attach(0x08, new RegisterChip());
        bench.bus.fail(1, Integer.MAX_VALUE, Cause.STUCK);
        assertThat(bench.sensors("scan", "--json").out())
                .contains(
                        "\"devices\":[{\"address\":\"0x08\",\"state\":\"unknown\"}],\"fault\":\"0x09 on bus 1: the bus")
                .contains("\"fault_kind\":\"bus_stuck\"");
    }

    @Test
    void aBusThatCannotBeIsWrongUsage() {
        assertThat(bench.sensors("scan", "--bus", "256"))
                .isEqualTo(new Result(2, "", "tower: --bus: 256 is not 0 to 255; see tower sensors scan --help\n"));
        assertThat(bench.sensors("scan", "--bus", "one").exitCode()).isEqualTo(2);
    }
}
