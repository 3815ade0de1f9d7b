package io.towersense.sensor;

import static io.towersense.sensor.chip.MeasurementAssert.assertThatMeasurement;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.chip.ChipProvider;
import io.towersense.sensor.chip.Drivers;
import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.fake.FakeBus;
import io.towersense.sensor.i2c.fake.WordRegisterChip;
import io.towersense.telemetry.metric.Metric;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The driver of {@code docs/own-driver.md}, in a jar of its own as somebody else's would be. */
@TestInstance(Lifecycle.PER_CLASS)
class ExampleDriverTest {
    private static final Path EXAMPLE = Path.of("src/test/example-driver");
    private static final Path GUIDE = Path.of("../docs/own-driver.md");

    private final URLClassLoader loader;

    ExampleDriverTest(@TempDir Path folder) throws IOException {
        URL jar = DriverJar.of(EXAMPLE, folder).toUri().toURL();
        loader = new URLClassLoader(new URL[] {jar}, getClass().getClassLoader());
    }

    @AfterAll
    void letGoOfTheJar() throws IOException {
        loader.close();
    }

    @Test
    void isFoundByItsNameAmongTheBuiltInDrivers() {
        assertThat(ServiceLoader.load(SensorDriverProvider.class, loader))
                .extracting(SensorDriverProvider::name)
                .contains("mcp9808", "bme280", "simulator")
                .doesNotHaveDuplicates();
        assertThat(provider().getClass().getClassLoader()).isSameAs(loader);
    }

    @ParameterizedTest
    @CsvSource({
        "0x0194, 25.25",
        "0xC194, 25.25",
        "0x0000, 0",
        "0x0001, 0.0625",
        "0x1FFF, -0.0625",
        "0x3D80, -40",
        "0x07D0, 125",
    })
    void readsAValue(String ambient, BigDecimal celsius) throws Exception {
        FakeBus bus = new FakeBus(1).attach(0x18, new Mcp9808Model(Integer.decode(ambient)));
        SensorDriver driver = Drivers.open(provider(), bus);
        for (int read = 0; read < 2; read++) {
            assertThat(driver.read()).isInstanceOfSatisfying(Measured.class, measured -> {
                assertThat(measured.problems()).isEmpty();
                assertThat(measured.values()).containsOnlyKeys(Metric.TEMPERATURE);
                assertThat(measured.values().get(Metric.TEMPERATURE)).isEqualByComparingTo(celsius);
                assertThat(measured.rawCounts()).isEmpty();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x07D1", "0x1D7F"})
    void aTemperatureThatTheChipCannotMeasureIsOutOfRange(String ambient) throws Exception {
        FakeBus bus = new FakeBus(1).attach(0x18, new Mcp9808Model(Integer.decode(ambient)));
        assertThatMeasurement(Drivers.open(provider(), bus).read()).isFaulted(Kind.OUT_OF_RANGE);
    }

    @Test
    void takesTheOptionsOfAllChips() throws Exception {
        FakeBus bus = new FakeBus(3).attach(0x1C, new Mcp9808Model(0x0194));
        Map<String, String> options = Map.of("bus", "3", "address", "0x1c", "offset_temperature", "-0.25");
        assertThat(provider().options()).isEqualTo(options.keySet());
        assertThatMeasurement(Drivers.open(provider(), bus, options).read()).hasValue(Metric.TEMPERATURE, 25, 0);
    }

    @Test
    void aResetBetweenReadsCostsNoReadingAndGivesNoWrongValue() throws Exception {
        Mcp9808Model chip = new Mcp9808Model(0x0194);
        SensorDriver driver = Drivers.open(provider(), new FakeBus(1).attach(0x18, chip));
        driver.read();
        chip.powerCycle();
        assertThatMeasurement(driver.read()).hasValue(Metric.TEMPERATURE, 25.25, 0);
    }

    @Test
    void isRecognisedAndTellsWhatElseIsThere() throws Exception {
        FakeBus bus = new FakeBus(1).attach(0x18, new Mcp9808Model(0)).attach(0x19, new WordRegisterChip());
        bus.attach(0x1A, new WordRegisterChip().set(0x06, 0x0054).set(0x07, 0x2200));
        ChipProvider provider = provider();
        assertThat(provider.recognise(new I2cDevice(bus, 0x18))).hasValue("MCP9808");
        assertThat(provider.recognise(new I2cDevice(bus, 0x19))).isEmpty();
        assertThat(provider.recognise(new I2cDevice(bus, 0x1A))).isEmpty();
        assertThatMeasurement(
                        Drivers.open(provider, bus, Map.of("address", "0x19")).read())
                .isFaulted(Kind.STUCK);
        assertThatMeasurement(
                        Drivers.open(provider, bus, Map.of("address", "0x1a")).read())
                .isFaulted(Kind.WRONG_CHIP);
        assertThatMeasurement(
                        Drivers.open(provider, bus, Map.of("address", "0x1b")).read())
                .isFaulted(Kind.NO_ANSWER);
    }

    @Test
    void isSmall() throws IOException {
        List<String> code = new ArrayList<>();
        for (Path source : DriverJar.files(EXAMPLE.resolve("java"))) {
            Files.readAllLines(source).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("//") && !line.startsWith("/*"))
                    .forEach(code::add);
        }
        assertThat(code).hasSizeBetween(1, 60);
    }

    @Test
    void theGuideQuotesEveryFileOfItExactly() throws IOException {
        String guide = Files.readString(GUIDE);
        for (Path file : DriverJar.files(EXAMPLE)) {
            assertThat(guide).containsPattern("```(java|text)\n\\Q" + Files.readString(file) + "\\E```");
        }
    }

    private ChipProvider provider() {
        return StreamSupport.stream(
                        ServiceLoader.load(SensorDriverProvider.class, loader).spliterator(), false)
                .filter(provider -> provider.name().equals("mcp9808"))
                .map(ChipProvider.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** A chip as the datasheet describes it (DS25095, chapter 5): zero until the first conversion is over. */
    private static final class Mcp9808Model extends WordRegisterChip {
        private static final Duration CONVERSION = Duration.ofMillis(250);

        private final int ambient;
        private boolean isFresh = true;
        private Duration measuredAt = Duration.ZERO;

        Mcp9808Model(int ambient) {
            this.ambient = ambient;
            set(0x06, 0x0054);
            set(0x07, 0x0400);
        }

        void powerCycle() {
            set(0x01, 0);
            set(0x05, 0);
            isFresh = true;
        }

        @Override
        protected void pass(Duration now) {
            if (isFresh) {
                isFresh = false;
                measuredAt = now.plus(CONVERSION);
            }
            if (now.compareTo(measuredAt) >= 0) {
                set(0x05, ambient);
            }
        }
    }
}
