package io.towersense.sensor.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.towersense.sensor.DriverContext;
import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.InvalidOptionException;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every option that does not fit is refused in one line, before anything is replayed. */
class ReplayProviderTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void writeFile() {
        file = Replay.write(
                folder, "date,Temperature,Humidity,Room,Light,Light", "4/2/2015 17:51,23.18,27.272,office,1,2");
    }

    @Test
    void aMappedColumnThatIsNotThereIsNamedWithThoseThatAre() {
        refused(
                Map.of("map", "temperature=Temprature"),
                "map: there is no column 'Temprature' in room.csv, which has 'date', 'Temperature', 'Humidity',"
                        + " 'Room', 'Light', 'Light'; did you mean 'Temperature'?");
    }

    @Test
    void aTimeColumnThatIsNotThereIsNamedLikewise() {
        refused(
                Map.of("time_column", "when"),
                "time_column: there is no column 'when' in room.csv, which has 'date', 'Temperature', 'Humidity',"
                        + " 'Room', 'Light', 'Light'");
    }

    @Test
    void aFileWithoutAColumnThatIsNamedLikeATimeNeedsTheOption() {
        file = Replay.write(folder, "when,Temperature,Humidity");
        refused(
                Map.of(),
                "time_column: is missing, and no column is named like a time; write one of 'when', 'Temperature',"
                        + " 'Humidity'");
    }

    @Test
    void aColumnWhoseNameStandsTwiceIsAmbiguous() {
        refused(
                Map.of("map", "temperature=Light"),
                "map: the column 'Light' stands twice in room.csv; rename one of them there");
    }

    @Test
    void aMappingSaysWhatIsWrongWithIt() {
        refused(
                Map.of("map", "temprature=Temperature"),
                "map: 'temprature' is no metric; known are temperature, humidity, pressure, supply_voltage,"
                        + " supply_current, signal_strength, packet_loss, handover_failure_rate; did you mean"
                        + " 'temperature'?");
        refused(
                Map.of("map", "pressure=Humidity[mmHq]"),
                "map: 'mmHq' is no unit of pressure; known are Pa, hPa, inHg, kPa, mbar, mmHg; did you mean 'mmHg'?");
        refused(
                Map.of("map", "temperature=Temperature,temperature=Room"),
                "map: 'temperature' stands twice; map each metric once");
        refused(
                Map.of("map", "temperature"),
                "map: 'temperature' is no mapping; write metric=column, for example temperature=Temperature");
        refused(
                Map.of("map", "temperature="),
                "map: 'temperature=' is no mapping; write metric=column, for example temperature=Temperature");
    }

    @Test
    void aTimeFormatThatFitsNoRowIsRefusedAtTheStart() {
        refused(
                Map.of(),
                "time_format: fits none of the first rows: line 2, column date: '4/2/2015 17:51' is not a time like"
                        + " ISO 8601 or yyyy-MM-dd HH:mm:ss; write its form, for example d/M/yyyy H:mm");
    }

    @Test
    void aColumnWithoutAnyNumberIsRefusedAtTheStart() {
        refused(
                Map.of("map", "temperature=Room", "time_format", "d/M/yyyy H:mm"),
                "map: fits none of the first rows: line 2, column Room: 'office' is not a number; map a"
                        + " column of numbers");
    }

    @Test
    void aFileWhoseRowsAreNotThoseOfItsHeaderIsRefusedAtTheStart() {
        file = Replay.write(folder, "date,Temperature,Humidity", "2015-02-04 17:51:00;23;27");
        refused(
                Map.of(),
                "file: none of its first rows fits its header: line 2: has 1 column instead of 3; write a CSV file");
    }

    @Test
    void aFileThatIsNotThereIsNamedWithTheNearestThatIs() {
        refused(
                Map.of("file", folder.resolve("rom.csv").toString()),
                "file: '" + folder.resolve("rom.csv") + "' does not exist; did you mean 'room.csv'?");
    }

    @Test
    void aFileThatIsAFolderOrEmptyIsRefused() throws IOException {
        refused(Map.of("file", folder.toString()), "file: '" + folder + "' is a folder; write the path of a file");
        Path empty = Files.createFile(folder.resolve("empty.csv"));
        refused(Map.of("file", empty.toString()), "file: '" + empty + "' is empty");
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws IOException {
        Path binary = Files.write(folder.resolve("binary.csv"), new byte[200_000]);
        refused(
                Map.of("file", binary.toString()),
                "file: '" + binary + "' does not begin with a line of column names separated by , ; or tab");
    }

    @Test
    void theOtherOptionsSayWhatMayBeWritten() {
        refused(Map.of("rebase", "today"), "rebase: 'today' is none of now, original");
        refused(
                Map.of("zone", "Europe/Belin"),
                "zone: 'Europe/Belin' is no time zone; write, for example, Europe/Berlin or +01:00; did you mean"
                        + " 'Europe/Berlin'?");
        refused(Map.of("speed", "fast"), "speed: 'fast' is not a number; write a factor such as 60, or max");
        refused(Map.of("speed", "0"), "speed: '0' is not within 0.001 to 1000000; write a factor such as 60, or max");
    }

    @Test
    void fileAndMapAreNeeded() {
        refusedBy(() -> open(Map.of("map", Replay.MAP)), "file: is missing; write, for example, room.csv");
        refusedBy(
                () -> open(Map.of("file", "room.csv")),
                "map: is missing; write, for example, temperature=Temperature,humidity=Humidity");
    }

    @Test
    void everyOptionThatIsReadIsAlsoNamed() {
        assertThat(new ReplayProvider().options())
                .containsExactlyInAnyOrder("file", "map", "time_column", "time_format", "zone", "rebase", "speed");
    }

    private void refused(Map<String, String> options, String message) {
        Map<String, String> all = new TreeMap<>(Map.of("file", file.toString(), "map", Replay.MAP));
        all.putAll(options);
        refusedBy(() -> open(all), message);
    }

    private static void refusedBy(ThrowingCallable call, String message) {
        assertThatExceptionOfType(InvalidOptionException.class).isThrownBy(call).withMessage(message);
    }

    private static ReplayDriver open(Map<String, String> options) {
        return new ReplayProvider()
                .open(new DriverContext("tower-1", new DriverOptions(options), Duration.ofSeconds(1), Clock.system()));
    }
}
