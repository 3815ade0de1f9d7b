package io.towersense.agent.sensors;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.agent.sensors.Bench.Result;
import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.chip.Chip;
import io.towersense.sensor.chip.ChipAddresses;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.telemetry.metric.Metric;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code tower sensors record} and {@code decode}, of what it wrote and of dumps that somebody sent. */
class RecordAndDecodeTest {
    private static final String BME280 = """
            reg 76 d0 60
            reg 76 88 706b436718fc7d8e43d6d00b270b8c00f9ff8c3cf8c67017004b
            reg 76 e1 6a01001328031e
            reg 76 f7 655ac07eed006d60
            """;
    private static final String VALUES =
            "\"metrics\":{\"temperature\":25.082,\"humidity\":44.216,\"pressure\":1006.533}";

    @TempDir
    private Path folder;

    private final Bench bench = new Bench(1, Path.of("/nowhere"));

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Result record(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("record", "bme280", "--output", file("a.i2c"), "--interval", "0s"));
        arguments.addAll(List.of(more));
        return bench.sensors(arguments.toArray(String[]::new));
    }

    @Test
    void threeReadingsAreRecordedAndEachIsShown() throws IOException {
        bench.bus.attach(0x76, Bench.bme280());
        Result recorded = record();
        assertThat(recorded.exitCode()).isZero();
        assertThat(recorded.out().lines().filter(line -> line.equals("  temperature  25.082 °C")))
                .hasSize(3);
        assertThat(recorded.out()).endsWith("recorded in " + file("a.i2c") + "\n");
        assertThat(Files.readAllLines(folder.resolve("a.i2c")))
                .contains(
                        "recording 1",
                        "driver bme280",
                        "bus 1",
                        "address 76",
                        "time 2026-11-26T10:00:00Z",
                        "# reading 3, 2026-11-26T10:00:00Z: temperature 25.082 °C, humidity 44.216%RH, pressure"
                                + " 1006.533 hPa",
                        "wr 76 d0 60",
                        "w 76 f491");
    }

    @Test
    void aRecordingIsDecodedToWhatWasRead() {
        bench.bus.attach(0x76, Bench.bme280());
        Result recorded = record("--json", "--count", "2", "--option", "offset_temperature=-0.4");
        assertThat(recorded.out()).hasLineCount(2).contains("\"temperature\":24.682");
        assertThat(bench.sensors("decode", file("a.i2c"), "--json")).isEqualTo(recorded);
    }

    @Test
    void aFaultIsRecordedAndDecodedWithItsReason() {
        Result recorded = record("--json", "--count", "1");
        assertThat(recorded.exitCode()).isEqualTo(1);
        assertThat(recorded.out()).contains("\"fault_kind\":\"no_answer\"");
        assertThat(bench.sensors("decode", file("a.i2c"), "--json")).isEqualTo(recorded);
    }

    @Test
    void aFileThatIsThereIsKeptUnlessItIsToBeReplaced() throws IOException {
        bench.bus.attach(0x76, Bench.bme280());
        Files.writeString(folder.resolve("a.i2c"), "precious");
        assertThat(record())
                .isEqualTo(new Result(
                        1,
                        "",
                        "tower: " + file("a.i2c")
                                + ": is there already; name another file, or replace it with --force\n"));
        assertThat(folder.resolve("a.i2c")).hasContent("precious");
        assertThat(record("--force").exitCode()).isZero();
    }

    @Test
    void aFileThatCannotBeWrittenIsOneLineAndNothingIsRead() {
        assertThat(bench.sensors("record", "bme280", "--output", file("nowhere/a.i2c")))
                .isEqualTo(new Result(
                        1, "", "tower: " + file("nowhere/a.i2c") + ": cannot be written: its folder is not there\n"));
        assertThat(bench.bus.transfers()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "record bme280|Missing required option: '--output=FILE'",
                "record bme280 --output x --count 0|--count: 0 is not 1 to 100000",
                "record bme280 --output x --interval 5|--interval: '5' has no unit; write 5s",
                "record simulator --output x|only what is said on an I2C bus can be recorded; read this one instead",
                "decode|Missing required parameter: 'FILE'",
                "decode x --driver bme208|'bme208' is no driver; did you mean bme280? there are bme280, bmp280, simulator",
                "decode x --driver simulator|--driver: simulator is not the driver of an I2C chip",
            })
    void wrongUsageIsOneLine(String arguments, String line) {
        Result result = bench.sensors(arguments.split(" "));
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .startsWith("tower: " + line + "; see tower sensors ")
                .hasLineCount(1);
    }

    @Test
    void theChipsOfADumpAreRecognised() throws IOException {
        String dump = file("dump", BME280 + BME280.replace("reg 76", "reg 77").replace("d0 60", "d0 58") + "busy 40\n");
        Result decoded = bench.sensors("decode", dump, "--json");
        assertThat(decoded.exitCode()).isZero();
        assertThat(decoded.out().lines())
                .hasSize(2)
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("{\"driver\":\"bme280\",\"bus\":1,\"address\":\"0x76\"," + VALUES),
                        second ->
                                assertThat(second).startsWith("{\"driver\":\"bmp280\",\"bus\":1,\"address\":\"0x77\""));
    }

    @Test
    void aDumpIsDecodedWithAnotherDriverWhereThatIsWanted() throws IOException {
        Result decoded = bench.sensors("decode", file("dump", BME280), "--driver", "bmp280");
        assertThat(decoded).isEqualTo(new Result(0, """
                        bmp280 at 0x76 on bus 1
                          temperature  25.082 °C
                          pressure     1006.533 hPa
                        """, ""));
    }

    @Test
    void aChipThatNoDriverKnowsIsNamedAfterTheOthers() throws IOException {
        String dump = file("dump", BME280 + "cmd 44 3780 beef92\nreg 77 d0 61\n");
        Result decoded = bench.sensors("decode", dump, "--json");
        assertThat(decoded.exitCode()).isEqualTo(1);
        assertThat(decoded.out()).contains(VALUES).hasLineCount(1);
        assertThat(decoded.err())
                .isEqualTo("tower: " + dump + ": no driver knows the chip at 0x44, 0x77; name one with --driver\n");
    }

    @Test
    void aDriverWhoseChipIsNotInTheDumpIsTold() throws IOException {
        String dump = file("dump", "cmd 44 3780 beef92\n");
        assertThat(bench.sensors("decode", dump, "--driver", "bme280"))
                .isEqualTo(new Result(
                        1,
                        "",
                        "tower: " + dump
                                + ": has a chip at 0x44, and those of the driver bme280 can be at 0x76, 0x77\n"));
    }

    @Test
    void aWrongLineIsTold() throws IOException {
        String dump = file("dump", "reg 76 d0 6\n");
        assertThat(bench.sensors("decode", dump))
                .isEqualTo(new Result(
                        1,
                        "",
                        "tower: " + dump
                                + ": line 1: '6' is not bytes of two hexadecimal digits each, without spaces\n"));
    }

    @Test
    void aRecordingOfADriverThatIsNotHereIsTold() throws IOException {
        String other = file("other", "recording 1\ndriver acme9\nbus 1\naddress 76\nwr 76 d0 60\n");
        assertThat(bench.sensors("decode", other))
                .isEqualTo(new Result(
                        1,
                        "",
                        "tower: " + other + ": was recorded with the driver 'acme9', and there is no such driver of an"
                                + " I2C chip; name another with --driver\n"));
    }

    @Test
    void aDriverThatAsksNothingOfItsBusDoesNotGoOnForEver() throws IOException {
        bench.install(new Idle());
        String other = file("other", "recording 1\ndriver idle\nbus 1\naddress 76\nwr 76 d0 60\n");
        assertThat(bench.sensors("decode", other))
                .isEqualTo(new Result(
                        1,
                        "",
                        "tower: " + other + ": the driver idle asks nothing of its bus, and something was recorded\n"));
    }

    @Test
    void aRecordedOptionThatIsWrongIsTold() throws IOException {
        String other =
                file("other", "recording 1\ndriver bme280\nbus 1\naddress 76\noption offset_humidity=x\nwr 76 d0 60\n");
        assertThat(bench.sensors("decode", other))
                .isEqualTo(new Result(1, "", "tower: " + other + ": option offset_humidity: 'x' is not a number\n"));
    }

    @Test
    void aRecordingThatWasCutOffGivesItsWholeReadings() throws IOException {
        bench.bus.attach(0x76, Bench.bme280());
        record("--count", "2");
        List<String> lines = Files.readAllLines(folder.resolve("a.i2c"));
        String cut = file("cut", String.join("\n", lines.subList(0, lines.size() - 1)));
        Result decoded = bench.sensors("decode", cut, "--json");
        assertThat(decoded.exitCode()).isEqualTo(1);
        assertThat(decoded.out()).contains(VALUES).hasLineCount(1);
        assertThat(decoded.err())
                .isEqualTo("tower: " + cut + ": ends in the middle of a reading: the driver asks 'wr 76 f2 "
                        + "??".repeat(13) + "' next; record it anew\n");
    }

    /** A driver that knows its chip's temperature without asking. */
    private static final class Idle extends ChipProvider {
        Idle() {
            super("idle");
        }

        @Override
        public ChipAddresses addresses() {
            return new ChipAddresses(List.of(0x76), List.of());
        }

        @Override
        public Set<Metric> metrics() {
            return Set.of(Metric.TEMPERATURE);
        }

        @Override
        protected Chip chip(DriverOptions options) {
            return new Chip() {
                @Override
                public void initialise(I2cDevice device) {}

                @Override
                public Measured measure(I2cDevice device) {
                    return Measured.of(Map.of(Metric.TEMPERATURE, new BigDecimal("20")));
                }
            };
        }

        @Override
        public Optional<String> recognise(I2cDevice device) {
            return Optional.empty();
        }
    }
}
