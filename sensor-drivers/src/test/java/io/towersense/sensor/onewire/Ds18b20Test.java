package io.towersense.sensor.onewire;

import static io.towersense.sensor.chip.MeasurementAssert.assertThatMeasurement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.towersense.sensor.DriverContext;
import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.InvalidOptionException;
import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Faulted;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorDriverProvider;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.sysfs.FailingReader;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.time.ManualClock;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ds18b20Test {
    private static final String ID = OneWireTree.ID;
    private static final String NO_ANSWER =
            "no answer from " + ID + " on the 1-Wire bus: check wiring and the 4.7 kΩ pull-up";
    private static final String DAMAGED = OneWireTree.text(new byte[] {0x58, 0x01, 1, 1, 1, 1, 1, 1, 1});
    private static final String GOOD = OneWireTree.text(OneWireTree.complete(OneWireTree.GOOD));

    @TempDir
    private Path top = Path.of("");

    private final FailingReader reader = new FailingReader();
    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-26T10:00:00Z"));
    private OneWireTree tree = new OneWireTree(top);
    private SensorDriver driver = open(Map.of());

    @BeforeEach
    void plugASensorIn() {
        tree = new OneWireTree(top).enable().plug(ID);
        driver = open(Map.of("id", ID));
    }

    @ParameterizedTest
    @CsvSource({
        // DS18B20 datasheet 19-7487, table "Temperature/Data Relationship".
        "d007, 125",
        "9101, 25.0625",
        "a200, 10.125",
        "0800, 0.5",
        "0000, 0",
        "f8ff, -0.5",
        "5eff, -10.125",
        "6ffe, -25.0625",
        "90fc, -55",
    })
    void measuresByTheTableOfItsDatasheet(String bytes, String celsius) throws Exception {
        tree.scratchpad(ID, bytes + "4b467fff0110");
        assertMeasures(celsius);
    }

    @ParameterizedTest
    @CsvSource({
        "97014b461fff0910, 25",
        "97014b463fff0910, 25.25",
        "97014b465fff0910, 25.375",
        "97014b467fff0910, 25.4375",
        "ffff4b461fff0110, -0.5",
        "ffff4b467fff0110, -0.0625",
    })
    void bitsBelowTheConfiguredResolutionDoNotCount(String bytes, String celsius) throws Exception {
        tree.scratchpad(ID, bytes);
        assertMeasures(celsius);
    }

    @Test
    void itIsKnownToMeasureTemperatureAndGivesNoRawCounts() throws Exception {
        assertThat(driver.metrics()).containsExactly(Metric.TEMPERATURE);
        assertThat(driver.read())
                .isInstanceOfSatisfying(
                        Measured.class,
                        measured -> assertThat(measured.rawCounts()).isEmpty());
    }

    @Test
    void whatAnOptionAddsIsAdded() throws Exception {
        driver = open(Map.of("offset_temperature", "-0.4"));
        assertMeasures("21.1");
    }

    @Test
    void thePowerOnValueIsNoMeasurement() throws Exception {
        tree.file(ID, "50 05 4b 46 7f ff 0c 10 1c : crc=1c YES\n50 05 4b 46 7f ff 0c 10 1c t=85000\n");
        assertFault(
                Kind.SKIPPED,
                ID + " on the 1-Wire bus gave its power-on value, 85 °C: it lost power while it measured; check its"
                        + " supply and the 4.7 kΩ pull-up");
        tree.scratchpad(ID, OneWireTree.GOOD);
        assertMeasures("21.5");
    }

    @Test
    void eightyFiveDegreesThatWereMeasuredAreAValue() throws Exception {
        tree.scratchpad(ID, "50054b467fff1010");
        assertMeasures("85");
    }

    @ParameterizedTest
    @CsvSource({"51054b467fff0c10, 85.0625", "50044b467fff0c10, 69", "4c014b467fff0c10, 20.75"})
    void theTelltaleOfThePowerOnValueMeansNothingElsewhere(String bytes, String celsius) throws Exception {
        tree.scratchpad(ID, bytes);
        assertMeasures(celsius);
    }

    @ParameterizedTest
    @ValueSource(strings = {"d107", "8ffc", "ff07", "00f8"})
    void whatTheSensorCannotMeasureIsOutOfRange(String bytes) throws Exception {
        driver = open(Map.of("offset_temperature", "-3"));
        tree.scratchpad(ID, bytes + "4b467fff0110");
        assertFault(Kind.OUT_OF_RANGE, "out of range, -55 to 125 °C: check wiring");
        tree.scratchpad(ID, OneWireTree.GOOD);
        assertMeasures("18.5");
    }

    @Test
    void nothingButZerosIsALineThatIsHeldLow() throws Exception {
        tree.scratchpad(ID, "0000000000000000");
        assertFault(Kind.STUCK, "nothing but zeros from " + ID + " on the 1-Wire bus: check the data line for a short");
        tree.scratchpad(ID, OneWireTree.GOOD);
        assertMeasures("21.5");
    }

    @Test
    void nothingButOnesIsDamaged() throws Exception {
        tree.file(ID, "ff ff ff ff ff ff ff ff ff : crc=c9 NO\n58 01 4b 46 7f ff 08 10 99 t=21500\n");
        assertFault(Kind.CRC, "damaged (checksum)");
    }

    @Test
    void everySingleFlippedBitIsFound() throws Exception {
        byte[] good = OneWireTree.complete(OneWireTree.GOOD);
        for (int bit = 0; bit < 9 * Byte.SIZE; bit++) {
            byte[] flipped = good.clone();
            flipped[bit / Byte.SIZE] ^= (byte) (1 << (bit % Byte.SIZE));
            tree.file(ID, OneWireTree.text(flipped, Byte.toUnsignedInt(flipped[8]), "YES"));
            assertFault(Kind.CRC, "what came from " + ID + " on the 1-Wire bus is damaged (checksum): check wiring");
        }
        tree.scratchpad(ID, OneWireTree.GOOD);
        assertMeasures("21.5");
    }

    @Test
    void theKernelsNoCountsWhateverTheBytesSay() throws Exception {
        byte[] good = OneWireTree.complete(OneWireTree.GOOD);
        tree.file(ID, OneWireTree.text(good, 0, "NO"));
        assertFault(Kind.CRC, "damaged (checksum)");
    }

    @Test
    void aDamagedAnswerIsAskedForTwiceMoreAndThenGivenUp() throws Exception {
        reader.script("w1_slave", DAMAGED, DAMAGED, GOOD);
        assertMeasures("21.5");
        assertThat(reader.reads("w1_slave")).isEqualTo(3);
        reader.script("w1_slave", DAMAGED, DAMAGED, DAMAGED, GOOD);
        assertFault(Kind.CRC, "damaged (checksum)");
        assertThat(reader.reads("w1_slave")).isEqualTo(6);
        assertMeasures("21.5");
    }

    @Test
    void anEmptyAnswerWhichIsHowNewerKernelsTellADamagedOneIsAskedForTwiceMore() throws Exception {
        reader.script("w1_slave", "", "", GOOD);
        assertMeasures("21.5");
        tree.file(ID, "");
        assertFault(Kind.NO_ANSWER, NO_ANSWER);
        assertThat(reader.reads("w1_slave")).isEqualTo(6);
        tree.scratchpad(ID, OneWireTree.GOOD);
        assertMeasures("21.5");
    }

    @Test
    void aKernelThatTriesForLongByItselfIsNotAskedAgain() throws Exception {
        reader.meanwhile(() -> clock.advance(Duration.ofMillis(7_500)));
        reader.script("w1_slave", DAMAGED, GOOD);
        assertFault(Kind.CRC, "damaged (checksum)");
        assertMeasures("21.5");
    }

    @Test
    void threeAttemptsOfUsualLengthHaveTheirTime() throws Exception {
        reader.meanwhile(() -> clock.advance(Duration.ofMillis(850)));
        reader.script("w1_slave", DAMAGED, DAMAGED, GOOD);
        assertMeasures("21.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "50 05 4b 46 7f ff 0c 10 : crc=1c YES",
                "50 05 4b 46 7f ff 0c 10 1c 1c : crc=1c YES",
                "50 05 4b 46 7f ff 0c 10 1c : crc=1c MAYBE",
                "50 05 4b 46 7f ff 0c 10 xx : crc=1c YES",
                "50 05 4b 46 7f ff 0c 10 1c t=85000",
                "85000",
            })
    void whatIsNoScratchpadIsQuotedAndIsNoValue(String text) throws Exception {
        tree.file(ID, text + "\n");
        assertFault(Kind.FAILED, "w1_slave of " + ID, "and not the nine bytes of a DS18B20: check wiring");
        tree.scratchpad(ID, OneWireTree.GOOD);
        assertMeasures("21.5");
    }

    @Test
    void aFileOfManyPagesIsRefused() throws Exception {
        tree.file(ID, GOOD + " ".repeat(4096));
        assertFault(Kind.FAILED, "w1_slave of " + ID, "is longer than 4096 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Input/output error", "Remote I/O error"})
    void aFileThatCannotBeReadIsNoAnswer(String error) throws Exception {
        reader.fail("w1_slave", new IOException(error));
        assertFault(Kind.NO_ANSWER, NO_ANSWER + " (w1_slave: " + error + ")");
        reader.fail("w1_slave", new AccessDeniedException("w1_slave"));
        assertFault(Kind.ACCESS_DENIED, "w1_slave of " + ID, "check the file's permissions");
        reader.heal();
        assertMeasures("21.5");
    }

    @Test
    void aSensorThatIsUnpluggedAndPluggedInAgainGoesOn() throws Exception {
        assertMeasures("21.5");
        tree.unplug(ID);
        assertFault(Kind.NO_ANSWER, NO_ANSWER);
        tree.plug(ID);
        assertMeasures("21.5");
    }

    @Test
    void aSensorThatWasExchangedIsToldByItsId() throws Exception {
        tree.unplug(ID).plug("28-000000000001");
        assertFault(Kind.NO_ANSWER, NO_ANSWER + "; there are only 28-000000000001");
    }

    @Test
    void aSensorThatVanishesWhileItIsReadGivesNoAnswer() throws Exception {
        reader.meanwhile(() -> tree.unplug(ID));
        reader.fail("w1_slave", new IOException("No such device"));
        assertFault(Kind.NO_ANSWER, NO_ANSWER);
        reader.meanwhile(() -> {}).heal();
        tree.plug(ID);
        assertMeasures("21.5");
    }

    @Test
    void aSensorWithoutItsKernelDriverIsTold() throws Exception {
        tree.unloadDriver(ID);
        assertFault(Kind.NO_BUS, ID + " on the 1-Wire bus has no file w1_slave: load the kernel module w1_therm");
        tree.scratchpad(ID, OneWireTree.GOOD);
        assertMeasures("21.5");
    }

    @Test
    void whereThereIsNoBusOneWireIsOff() throws Exception {
        tree.unplug(ID).disable();
        assertFault(Kind.NO_BUS, "1-Wire is off: enable it with raspi-config, or dtoverlay=w1-gpio");
        tree.enable().plug(ID);
        assertMeasures("21.5");
    }

    @Test
    void aKernelWithoutOneWireAtAllIsToldToo() throws Exception {
        tree = new OneWireTree(top.resolve("other"));
        driver = open(Map.of());
        assertFault(Kind.NO_BUS, "1-Wire is off: enable it with raspi-config, or dtoverlay=w1-gpio");
        tree.load();
        assertFault(Kind.NO_BUS, "1-Wire is off: enable it with raspi-config, or dtoverlay=w1-gpio");
        tree.enable();
        assertFault(Kind.NO_ANSWER, "no answer from any DS18B20 on the 1-Wire bus: check wiring and the 4.7 kΩ");
        tree.plug(ID);
        assertMeasures("21.5");
    }

    @Test
    void ofSeveralSensorsOneHasToBeChosen() throws Exception {
        driver = open(Map.of());
        assertMeasures("21.5");
        tree.plug("28-000000000001").scratchpad("28-000000000001", "a0004b467fff1010");
        assertFault(
                Kind.FAILED,
                "2 sensors on the 1-Wire bus, 28-000000000001, " + ID + ": set the option id to one of them");
        driver = open(Map.of("id", " 28-000000000001 "));
        assertMeasures("10");
        driver = open(Map.of("id", "28-0316A2794DFF"));
        assertMeasures("21.5");
    }

    @Test
    void devicesOfOtherFamiliesDoNotCount() throws Exception {
        driver = open(Map.of());
        tree.plug("00-400000000000").plug("10-000802b4ba0e");
        assertMeasures("21.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"28", "28-", "28-0316a2794df", "28-0316a2794dffa", "10-0316a2794dff", "28-../../../etc", ""})
    void whatIsNoIdIsRefused(String id) {
        assertThatExceptionOfType(InvalidOptionException.class)
                .isThrownBy(() -> open(Map.of("id", id)))
                .withMessageStartingWith("id: '" + id + "' is no id of a DS18B20; write, for example, 28-");
    }

    @Test
    void aConfigurationFindsIt() {
        assertThat(ServiceLoader.load(SensorDriverProvider.class))
                .anySatisfy(found -> assertThat(found).isInstanceOf(OneWireProvider.class));
    }

    @Test
    void itsOptionsAreKnown() {
        assertThat(new OneWireProvider().options()).containsExactlyInAnyOrder("id", "root", "offset_temperature");
    }

    @Test
    void aThreadThatIsInterruptedGivesUp() throws Exception {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(driver::read);
        assertMeasures("21.5");
    }

    private SensorDriver open(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(options);
        all.put("root", tree.root().toString());
        DriverContext context =
                new DriverContext("tower-0042-cab1", new DriverOptions(all), Duration.ofSeconds(5), clock);
        return new OneWireProvider().open(context, reader);
    }

    private void assertMeasures(String celsius) throws InterruptedException {
        assertThat(driver.read())
                .isInstanceOfSatisfying(
                        Measured.class,
                        measured -> assertThat(measured.values().get(Metric.TEMPERATURE))
                                .isEqualByComparingTo(celsius));
    }

    private void assertFault(Kind kind, String... words) throws InterruptedException {
        Measurement measurement = driver.read();
        assertThatMeasurement(measurement).isFaulted(kind);
        assertThat(((Faulted) measurement).reason()).contains(words).doesNotContain("\n");
    }
}
