package io.towersense.sensor.sysfs;

import static io.towersense.sensor.chip.MeasurementAssert.assertThatMeasurement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.towersense.sensor.InvalidOptionException;
import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Faulted;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorDriverProvider;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.chip.Drivers;
import io.towersense.telemetry.metric.Metric;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a driver of sensors behind the kernel does, whatever the subsystem: the right reason, then a good reading again. */
public abstract class KernelSensorContract {
    private static final String PLACE = "devices/platform/soc/fe804000.i2c/i2c-1/";

    @TempDir
    private Path top = Path.of("");

    private final FailingReader reader = new FailingReader();
    private SysfsTree tree = new SysfsTree(top, "not plugged in yet");
    private SensorDriver driver = () -> new Faulted("not open yet");

    /** The driver's provider. */
    protected abstract KernelSensorProvider provider();

    /** Where the subsystem links its devices: {@code bus/iio/devices}. */
    protected abstract String bus();

    /** The folder of a device, without its number: {@code iio:device}. */
    protected abstract String folder();

    /** The file of 21.34 °C: {@code 21340}. */
    protected abstract String temperature();

    /** The file of 45.678 %RH: {@code 45678}. */
    protected abstract String humidity();

    @BeforeEach
    void plugASensorIn() {
        tree = new SysfsTree(top, bus());
        plug("1-0044", 0, "sht3x");
        driver = open(Map.of());
    }

    @Test
    void measuresWithoutRawCounts() throws Exception {
        Measurement measurement = driver.read();
        assertGood(measurement);
        assertThat(((Measured) measurement).rawCounts()).isEmpty();
        assertGood(driver.read());
    }

    @Test
    void whatAnOptionAddsIsAdded() throws Exception {
        driver = open(Map.of("offset_temperature", "-0.4", "offset_humidity", "60"));
        assertThatMeasurement(driver.read())
                .hasValue(Metric.TEMPERATURE, 20.94, 0)
                .hasValue(Metric.HUMIDITY, 100, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "Input/output error, NO_ANSWER, 'no answer from sht3x (', 'check its wiring and its supply ('",
        "Remote I/O error, NO_ANSWER, 'no answer from sht3x (', Remote I/O error",
        "Connection timed out, NO_ANSWER, 'no answer from sht3x (', timed out",
        "Eingabe-/Ausgabefehler, NO_ANSWER, 'no answer from sht3x (', Eingabe",
        "No such device, NO_BUS, ' of sht3x (', is gone: the sensor was unplugged",
        "No data available, SKIPPED, ' of sht3x (', the channel is switched off",
        "Device or resource busy, BUSY, ' of sht3x (', in use by another program",
    })
    void aChannelThatCannotBeReadHasItsReasonAndLeavesTheOthers(String error, Kind kind, String where, String what)
            throws Exception {
        reader.fail(temperature(), new IOException(error));
        assertTemperatureLacks(kind, where, what);
        assertHumidityGood();
        reader.heal();
        assertGood(driver.read());
    }

    @Test
    void whatAnErrorIsComesFromOpeningTooAndIsOneLine() throws Exception {
        reader.fail(temperature(), new FileSystemException("/sys/x", null, "No such device or address"));
        assertTemperatureLacks(Kind.NO_ANSWER, "(" + temperature() + ": No such device or address)");
        reader.fail(temperature(), new FileSystemException("/sys/x"));
        assertTemperatureLacks(Kind.NO_ANSWER, "FileSystemException");
        reader.fail(temperature(), new IOException("one\ntwo"));
        assertTemperatureLacks(Kind.NO_ANSWER, ": one)");
        reader.fail(temperature(), new AccessDeniedException("/sys/x"));
        assertTemperatureLacks(Kind.ACCESS_DENIED, "check the file's permissions");
        reader.heal();
        assertGood(driver.read());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anErrorOfARealKernelIsNoAnswer() throws Exception {
        tree.remove(device(), temperature());
        Files.createSymbolicLink(tree.path(device(), temperature()), Path.of("/proc/self/mem"));
        assertTemperatureLacks(Kind.NO_ANSWER, "no answer from sht3x");
        assertHumidityGood();
        tree.file(device(), temperature(), "21340\n");
        assertGood(driver.read());
    }

    @Test
    void aChannelThatVanishesIsMissed() throws Exception {
        assertGood(driver.read());
        tree.remove(device(), temperature());
        assertTemperatureLacks(Kind.NO_BUS, temperature() + " of sht3x (" + device() + ") is gone");
        assertHumidityGood();
        tree.file(device(), temperature(), "21340\n");
        assertGood(driver.read());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "21340 mC",
                "21,340",
                "1E9",
                "0x5E",
                "NaN",
                "--1",
                "2 1340",
                "21340\n21340",
                "é",
                "\u0000",
                "1234567890123456",
                "1.1234567890123"
            })
    void whatIsNoNumberIsQuotedAndIsNoValue(String text) throws Exception {
        tree.file(device(), temperature(), text);
        assertTemperatureLacks(Kind.FAILED, temperature() + " of sht3x (", "and not a number: check");
        assertHumidityGood();
        tree.file(device(), temperature(), "21340\n");
        assertGood(driver.read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  \n\n"})
    void anEmptyFileIsNoValue(String text) throws Exception {
        tree.file(device(), temperature(), text);
        assertTemperatureLacks(Kind.FAILED, temperature() + " of sht3x (" + device() + ") is empty: check");
        assertHumidityGood();
        tree.file(device(), temperature(), "21340\n");
        assertGood(driver.read());
    }

    @Test
    void aFileMayHoldFourKibibytesAndNoMore() throws Exception {
        tree.file(device(), temperature(), "21340" + " ".repeat(4096 - 5));
        assertGood(driver.read());
        tree.file(device(), temperature(), "21340" + " ".repeat(4097 - 5));
        assertTemperatureLacks(Kind.FAILED, "is longer than 4096 bytes");
        assertHumidityGood();
        tree.file(device(), temperature(), "21340\n");
        assertGood(driver.read());
    }

    @Test
    void longGarbageIsQuotedShort() throws Exception {
        tree.file(device(), temperature(), "x\u0007".repeat(2000));
        assertTemperatureLacks(Kind.FAILED, "holds '" + "x?".repeat(20) + "…' and not a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-273151", "-273150.001", "-999999999"})
    void nothingIsColderThanAbsoluteZeroWhateverIsAddedToIt(String milli) throws Exception {
        driver = open(Map.of("offset_temperature", "150"));
        tree.file(device(), temperature(), milli + "\n");
        assertTemperatureLacks(Kind.OUT_OF_RANGE, " °C from sht3x (", "never below -273.15 °C: check");
        assertHumidityGood();
        tree.file(device(), temperature(), "-273150\n");
        assertThatMeasurement(driver.read()).hasValue(Metric.TEMPERATURE, -123.15, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "100001", "100000.001", "4294967295"})
    void humidityIsWithinZeroAndAHundred(String milli) throws Exception {
        tree.file(device(), humidity(), milli + "\n");
        assertThatMeasurement(driver.read())
                .hasValue(Metric.TEMPERATURE, 21.34, 0)
                .lacks(Metric.HUMIDITY, Kind.OUT_OF_RANGE);
        for (String end : List.of("0", "100000")) {
            tree.file(device(), humidity(), end + "\n");
            assertThatMeasurement(driver.read()).hasValue(Metric.HUMIDITY, Double.parseDouble(end) / 1000, 0);
        }
    }

    @Test
    void aSensorThatDoesNotAnswerAtAllIsOneSentence() throws Exception {
        IOException error = new IOException("Remote I/O error");
        reader.fail(temperature(), error).fail(humidity(), error);
        assertFault(
                Kind.NO_ANSWER,
                "no answer from sht3x (" + device() + "): check its wiring and its supply (" + temperature()
                        + ": Remote I/O error)");
        reader.fail(humidity(), new IOException("Device or resource busy"));
        assertThat(((Faulted) driver.read()).reason()).contains("no answer from", "; ", "in use by another program");
        reader.heal();
        assertGood(driver.read());
    }

    @Test
    void aSensorThatIsUnpluggedAndComesBackUnderAnotherNumberGoesOn() throws Exception {
        driver = open(Map.of("device", "sht3x"));
        plug("1-0076", 1, "other");
        assertGood(driver.read());
        tree.unplug(device());
        assertFault(
                Kind.NO_BUS,
                " device 'sht3x' in " + tree.root() + ", only other (" + folder() + "1): check that the sensor's kernel"
                        + " driver is loaded, and its wiring");
        plug("1-0044", 7, "sht3x");
        assertGood(driver.read());
    }

    @Test
    void aSensorThatVanishesWhileItIsReadGivesAReasonAndNoWrongValue() throws Exception {
        assertGood(driver.read());
        List<String> order = new ArrayList<>();
        reader.meanwhile(() -> {
            order.add("read");
            if (order.size() == 2) {
                tree.unplug(device());
            }
        });
        assertFault(Kind.NO_BUS, "is gone");
        reader.meanwhile(() -> {});
        plug("1-0044", 0, "sht3x");
        assertGood(driver.read());
    }

    @Test
    void anotherSensorInItsPlaceIsReadByItsOwnChannels() throws Exception {
        assertGood(driver.read());
        tree.unplug(device());
        plug("1-0048", 0, "lm75");
        tree.remove(device(), humidity());
        Measurement measurement = driver.read();
        assertThatMeasurement(measurement).hasValue(Metric.TEMPERATURE, 21.34, 0);
        assertThat(((Measured) measurement).problems()).isEmpty();
    }

    @Test
    void whereThereIsNoDeviceTheDriverOfTheKernelIsInQuestion() throws Exception {
        tree.unplug(device());
        assertFault(Kind.NO_BUS, " device in " + tree.root() + ": check that the sensor's kernel driver is loaded");
        Files.delete(tree.root());
        assertFault(Kind.NO_BUS, " device in " + tree.root() + ": check that the sensor's kernel driver is loaded");
        plug("1-0044", 0, "sht3x");
        assertGood(driver.read());
    }

    @Test
    void ofSeveralDevicesOneHasToBeChosen() throws Exception {
        plug("1-0076", 1, "bme280");
        tree.file(folder() + "1", temperature(), "30000\n");
        assertFault(
                Kind.FAILED, "2 ", ", sht3x (" + folder() + "0), bme280 (" + folder() + "1): set the option device to");
        for (String device : List.of("bme280", folder() + "1", "1-0076", " bme280 ")) {
            driver = open(Map.of("device", device));
            assertThatMeasurement(driver.read()).hasValue(Metric.TEMPERATURE, 30, 0);
        }
    }

    @Test
    void ofTwoDevicesOfOneNameOneIsChosenByItsPlaceWhichStaysTheSame() throws Exception {
        plug("1-0045", 1, "sht3x");
        tree.file(folder() + "1", temperature(), "30000\n");
        driver = open(Map.of("device", "sht3x"));
        assertFault(Kind.FAILED, " are 'sht3x', sht3x (" + folder() + "0), sht3x (" + folder() + "1): set the option");
        driver = open(Map.of("device", "1-0044"));
        assertGood(driver.read());
        tree.unplug(folder() + "0").unplug(folder() + "1");
        plug("1-0044", 1, "sht3x");
        plug("1-0045", 0, "sht3x");
        assertGood(driver.read());
    }

    @Test
    void aDeviceThatIsCalledOtherwiseIsNotTakenAndGuessed() throws Exception {
        driver = open(Map.of("device", "sht31x"));
        assertFault(Kind.NO_BUS, "'sht31x'", "did you mean 'sht3x'?");
    }

    @Test
    void aDeviceWithoutANameIsKnownByItsFolder() throws Exception {
        tree.remove(device(), "name");
        assertGood(driver.read());
        driver = open(Map.of("device", device()));
        assertGood(driver.read());
        reader.fail(temperature(), new IOException("Input/output error"));
        assertTemperatureLacks(Kind.NO_ANSWER, "no answer from " + device() + ": ");
    }

    @Test
    void aNameThatIsGarbageStaysWithinOneLine() throws Exception {
        tree.file(device(), "name", "a\nb\u001b[31m" + "c".repeat(100));
        reader.fail(temperature(), new IOException("Input/output error"));
        assertTemperatureLacks(Kind.NO_ANSWER, "no answer from a?b?[31m");
    }

    @Test
    void aDeviceThatMeasuresNothingKnownIsTold() throws Exception {
        tree.remove(device(), temperature()).remove(device(), humidity());
        assertFault(Kind.NO_BUS, "sht3x (" + device() + ") measures nothing that is read unasked");
    }

    @Test
    void aThreadThatIsInterruptedGivesUp() throws Exception {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(driver::read);
        assertThat(Thread.interrupted()).isFalse();
        assertGood(driver.read());
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void noFileStaysOpen() throws Exception {
        assertGood(driver.read());
        tree.file(device(), temperature(), "garbage");
        assertHumidityGood();
        Path folder = top.toRealPath();
        assertThat(openFiles()).isNotEmpty().noneMatch(file -> file.startsWith(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"temperature", "humidity", "supply_voltage", "supply_current"})
    void aChannelOfAnotherKindIsRefused(String metric) {
        for (String wrong : List.of("x", "", "../" + temperature(), temperature(), "power1", "temp1/../temp2")) {
            assertThatExceptionOfType(InvalidOptionException.class)
                    .isThrownBy(() -> open(Map.of("channel_" + metric, wrong)))
                    .withMessageContaining("'" + wrong + "' is no channel of " + metric.replace('_', ' '))
                    .withMessageContaining("write, for example, ");
        }
    }

    @Test
    void aConfigurationFindsIt() {
        assertThat(ServiceLoader.load(SensorDriverProvider.class))
                .anySatisfy(found -> assertThat(found).isInstanceOf(provider().getClass()));
    }

    @Test
    void itsOptionsAreKnown() {
        assertThat(provider().options())
                .contains("device", "root", "channel_temperature", "offset_temperature", "channel_supply_voltage");
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> open(Map.of("root", "\u0000")))
                .withMessageContaining("is no path of a folder");
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> open(Map.of("offset_temperature", "warm")));
    }

    private String device() {
        return folder() + "0";
    }

    private void plug(String place, int number, String name) {
        String folder = folder() + number;
        tree.plug(PLACE + place, folder)
                .files(folder, "name", name + "\n", temperature(), "21340\n", humidity(), "45678\n", "uevent", "");
    }

    private SensorDriver open(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.putIfAbsent("root", tree.root().toString());
        return provider().open(Drivers.context(all), reader);
    }

    private void assertGood(Measurement measurement) {
        assertThat(measurement)
                .isInstanceOfSatisfying(
                        Measured.class,
                        measured -> assertThat(measured.problems()).isEmpty());
        assertThatMeasurement(measurement)
                .hasValue(Metric.TEMPERATURE, 21.34, 0)
                .hasValue(Metric.HUMIDITY, 45.678, 0);
    }

    private void assertHumidityGood() throws InterruptedException {
        assertThatMeasurement(driver.read()).hasValue(Metric.HUMIDITY, 45.678, 0);
    }

    private void assertTemperatureLacks(Kind kind, String... words) throws InterruptedException {
        Measurement measurement = driver.read();
        assertThatMeasurement(measurement).lacks(Metric.TEMPERATURE, kind);
        assertThat(((Measured) measurement).problems().get(Metric.TEMPERATURE))
                .satisfies(problem ->
                        assertThat(problem.sentence()).contains(words).doesNotContain("\n"));
    }

    private void assertFault(Kind kind, String... words) throws InterruptedException {
        Measurement measurement = driver.read();
        assertThatMeasurement(measurement).isFaulted(kind);
        assertThat(((Faulted) measurement).reason()).contains(words).doesNotContain("\n");
    }

    private static List<Path> openFiles() throws IOException {
        try (Stream<Path> numbers = Files.list(Path.of("/proc/self/fd"))) {
            List<Path> files = new ArrayList<>();
            for (Path number : numbers.toList()) {
                if (Files.isSymbolicLink(number)) {
                    files.add(Files.readSymbolicLink(number));
                }
            }
            return files;
        }
    }
}
