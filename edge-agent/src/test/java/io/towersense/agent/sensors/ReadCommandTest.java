package io.towersense.agent.sensors;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.agent.sensors.Bench.Result;
import io.towersense.sensor.DriverContext;
import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Exhausted;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorDriverProvider;
import io.towersense.sensor.i2c.fake.RegisterChip;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadCommandTest {
    private static final String NO_HUMIDITY = "chip id 0x58 is a BMP280: it has no humidity (0x76 on bus 1)";
    private static final String NO_ANSWER =
            "no answer at 0x76 on bus 1: check wiring; the address is 0x77 when SDO is high";

    private final Bench bench = new Bench(1, Path.of("/nowhere"));

    @Test
    void aReadingIsALineForEachMetric() {
        bench.bus.attach(0x76, Bench.bme280());
        assertThat(bench.sensors("read", "bme280")).isEqualTo(new Result(0, """
                        bme280 at 0x76 on bus 1
                          temperature  25.082 °C
                          humidity     44.216%RH
                          pressure     1006.533 hPa
                        """, ""));
    }

    @Test
    void whatTheChipGaveIsShownWhenAskedFor() {
        bench.bus.attach(0x76, Bench.bme280());
        assertThat(bench.sensors("read", "bme280", "--verbose").out())
                .contains("  raw 0xd0     60\n")
                .contains("  raw 0xf2     010091a000655ac07eed006d60\n");
    }

    @Test
    void aProgramReadsExactNumbersAndAllThatTheChipGave() {
        bench.bus.attach(0x76, Bench.bme280());
        assertThat(bench.sensors("read", "bme280", "--json"))
                .isEqualTo(new Result(
                        0,
                        "{\"driver\":\"bme280\",\"bus\":1,\"address\":\"0x76\",\"metrics\":{\"temperature\":25.082,"
                                + "\"humidity\":44.216,\"pressure\":1006.533},\"raw\":{\"0xd0\":\"60\",\"0xf3\":\"00\","
                                + "\"0x88\":\"706b436718fc7d8e43d6d00b270b8c00f9ff8c3cf8c67017004b\","
                                + "\"0xe1\":\"6a01001328031e\",\"0xf2\":\"010091a000655ac07eed006d60\"}}\n",
                        ""));
    }

    @Test
    void theChipIsWhereTheCommandSays() {
        bench.bus.attach(0x77, Bench.bmp280());
        assertThat(bench.sensors("read", "bmp280", "--bus", "1", "--address", "0x77")
                        .out())
                .startsWith("bmp280 at 0x77 on bus 1\n  temperature  25.082 °C\n");
        assertThat(bench.sensors("read", "bmp280", "--option", "address=0x77").exitCode())
                .isZero();
        assertThat(bench.sensors("read", "bmp280", "--bus", "2", "--json").out())
                .contains("\"bus\":2,\"address\":\"0x76\"")
                .contains("\"fault\":\"there is no bus 2\",\"fault_kind\":\"no_bus\"");
    }

    @Test
    void theDriverIsGivenItsOptions() {
        bench.bus.attach(0x76, Bench.bme280());
        assertThat(bench.sensors(
                                "read",
                                "bme280",
                                "--option",
                                "offset_temperature=-0.082",
                                "--option",
                                "offset_pressure=1")
                        .out())
                .contains("  temperature  25 °C\n")
                .contains("  pressure     1007.533 hPa\n");
    }

    @Test
    void aFaultIsOneLineWithItsReason() {
        assertThat(bench.sensors("read", "bme280")).isEqualTo(new Result(1, "bme280: " + NO_ANSWER + "\n", ""));
    }

    @Test
    void aProgramReadsTheFaultAndItsKind() {
        assertThat(bench.sensors("read", "bme280", "--json"))
                .isEqualTo(new Result(
                        1,
                        "{\"driver\":\"bme280\",\"bus\":1,\"address\":\"0x76\",\"metrics\":{},\"fault\":\"" + NO_ANSWER
                                + "\",\"fault_kind\":\"no_answer\"}\n",
                        ""));
    }

    @Test
    void aMetricThatIsMissingSaysWhyBesideTheOthers() {
        bench.bus.attach(0x76, Bench.bmp280());
        Result shown = bench.sensors("read", "bme280");
        assertThat(shown.exitCode()).isEqualTo(1);
        assertThat(shown.out()).isEqualTo("""
                        bme280 at 0x76 on bus 1
                          temperature  25.082 °C
                          pressure     1006.533 hPa
                          humidity     no value: %s
                        """.formatted(NO_HUMIDITY));
        assertThat(bench.sensors("read", "bme280", "--json").out())
                .contains("\"metrics\":{\"temperature\":25.082,\"pressure\":1006.533}")
                .contains("\"problems\":{\"humidity\":{\"kind\":\"wrong_chip\",\"reason\":\"" + NO_HUMIDITY + "\"}}")
                .endsWith(",\"fault\":\"no humidity: " + NO_HUMIDITY + "\",\"fault_kind\":\"wrong_chip\"}\n");
    }

    @Test
    void theFaultNamesEveryMetricThatIsMissing() {
        RegisterChip chip = Bench.bme280().set(0xF7, "800000").set(0xFD, "8000");
        bench.bus.attach(0x76, chip);
        assertThat(bench.sensors("read", "bme280", "--json").out())
                .contains(
                        "\"fault\":\"no humidity: the chip at 0x76 on bus 1 did not measure humidity (power-on value)")
                .contains("; no pressure: the chip at 0x76 on bus 1 did not measure pressure (power-on value)")
                .contains("\"fault_kind\":\"skipped\"");
    }

    @Test
    void aSimulatedSensorSaysSoAndCountsByMetric() {
        Result result = bench.sensors("read", "simulator", "--json");
        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .startsWith("{\"driver\":\"simulator\",\"simulated\":true,\"metrics\":{\"temperature\":")
                .containsPattern("\"raw\":\\{\"temperature\":[0-9]+,")
                .doesNotContain("\"bus\"");
        assertThat(bench.sensors("read", "simulator", "--verbose").out())
                .startsWith("simulator (simulated)\n  temperature      ")
                .containsPattern("  raw temperature  [0-9]+\n");
    }

    @Test
    void numbersAreWrittenOut() {
        bench.install(driver("big", () -> Measured.of(Map.of(Metric.PRESSURE, new BigDecimal("1E+3")))));
        assertThat(bench.sensors("read", "big", "--json").out()).contains("\"metrics\":{\"pressure\":1000}");
    }

    @Test
    void aMetricThatIsMissingWithoutAReasonIsAFaultToo() {
        bench.install(driver("half", () -> Measured.of(Map.of(Metric.HUMIDITY, new BigDecimal("40")))));
        Result result = bench.sensors("read", "half");
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out())
                .contains("  humidity  40%RH\n")
                .contains("  pressure  no value: it was not measured\n");
    }

    @Test
    void aDriverAtItsEndSaysSo() {
        bench.install(driver("ended", Exhausted::new));
        assertThat(bench.sensors("read", "ended"))
                .isEqualTo(new Result(1, "ended: there is nothing more to read\n", ""));
    }

    @Test
    void aDriverThatFailsIsAFault() {
        bench.install(driver("bad", () -> {
            throw new IllegalStateException("made to fail");
        }));
        assertThat(bench.sensors("read", "bad"))
                .isEqualTo(new Result(
                        1, "bad: the driver bad failed: java.lang.IllegalStateException: made to fail\n", ""));
    }

    @Test
    void aDriverThatCannotBeUsedIsOneLine() {
        bench.install(new Provider("unusable") {
            @Override
            public SensorDriver open(DriverContext context) {
                throw new NoClassDefFoundError("com/example/Library");
            }
        });
        assertThat(bench.sensors("read", "unusable"))
                .isEqualTo(new Result(
                        1,
                        "",
                        "tower: the driver unusable cannot be used here: java.lang.NoClassDefFoundError:"
                                + " com/example/Library\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bme208|'bme208' is no driver; did you mean bme280? there are bme280, bmp280, simulator",
                "x|'x' is no driver; there are bme280, bmp280, simulator",
                "bme280 --address 0x99|option address: '0x99' is not 0x08 to 0x77",
                "bme280 --bus one|option bus: 'one' is not a whole number",
                "bme280 --option adress=1|'adress' is no option of the driver bme280; did you mean address?",
                "bme280 --bus 1 --option bus=2|--bus and --option bus do not go together",
                "simulator --bus 1|--bus and --address are for the drivers of I2C chips, and simulator is none",
                "simulator --address 0x76|--bus and --address are for the drivers of I2C chips, and simulator is none",
                "simulator --option seed=x|option seed: 'x' is not a whole number",
            })
    void wrongUsageIsOneLine(String arguments, String line) {
        assertThat(bench.sensors(("read " + arguments).split(" ")))
                .isEqualTo(new Result(2, "", "tower: " + line + "; see tower sensors read --help\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scan", "read", "record", "decode"})
    void everySubcommandHasHelp(String subcommand) {
        Result help = bench.sensors(subcommand, "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).startsWith("Usage: tower sensors " + subcommand).contains("--json", "Exit codes");
    }

    @Test
    void sensorsAloneIsWrongUsageAndAMistypedSubcommandNamesTheNearest() {
        assertThat(bench.sensors()).isEqualTo(new Result(2, "", "tower: name a command; see tower sensors --help\n"));
        assertThat(bench.sensors("decod"))
                .isEqualTo(new Result(
                        2, "", "tower: 'decod' is no command; did you mean decode?; see tower sensors --help\n"));
    }

    private static SensorDriverProvider driver(String name, Supplier<Measurement> reading) {
        return new Provider(name) {
            @Override
            public SensorDriver open(DriverContext context) {
                return new SensorDriver() {
                    @Override
                    public Measurement read() {
                        return reading.get();
                    }

                    @Override
                    public Set<Metric> metrics() {
                        return Set.of(Metric.PRESSURE);
                    }
                };
            }
        };
    }

    /** A driver for something else than an I2C chip. */
    private abstract static class Provider implements SensorDriverProvider {
        private final String name;

        Provider(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Set<String> options() {
            return Set.of();
        }
    }
}
