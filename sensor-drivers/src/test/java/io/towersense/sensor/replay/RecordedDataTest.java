package io.towersense.sensor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.sensor.Measurement.Measured;
import io.towersense.telemetry.metric.Metric;
import io.towersense.testing.Part;
import io.towersense.testing.Requires;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Real recordings; every number is held against the file's text, which is taken apart here by other means. */
@Requires(Part.SHARED)
class RecordedDataTest {
    private static final BigDecimal HECTOPASCAL_PER_MILLIMETRE_OF_MERCURY = new BigDecimal("1.33322387415");

    @Test
    void theOfficeRecordingWhoseHeaderLacksTheNameOfItsFirstColumn() throws Exception {
        ReplayDriver driver = open(
                "datatraining.txt", Map.of("map", "temperature=Temperature,humidity=Humidity", "time_column", "date"));
        List<Measured> rows = Replay.readAll(driver);
        List<String[]> expected = table("datatraining.txt");
        assertThat(rows).hasSameSizeAs(expected).hasSize(8_143);
        for (int i = 0; i < rows.size(); i++) {
            String[] fields = expected.get(i);
            assertThat(rows.get(i).takenAt()).contains(Instant.parse(fields[1].replace(' ', 'T') + "Z"));
            assertThat(rows.get(i).values()).containsOnlyKeys(Metric.TEMPERATURE, Metric.HUMIDITY);
            assertThat(rows.get(i).values().get(Metric.TEMPERATURE)).isEqualByComparingTo(fields[2]);
            assertThat(rows.get(i).values().get(Metric.HUMIDITY)).isEqualByComparingTo(fields[3]);
        }
        assertReport(driver, 8_143, 0);
    }

    @Test
    void theHouseRecordingWithPressureInMillimetresOfMercury() throws Exception {
        ReplayDriver driver = open(
                "energydata_complete.csv",
                Map.of(
                        "map", "temperature=T_out,humidity=RH_out,pressure=Press_mm_hg[mmHg]",
                        "time_column", "date",
                        "time_format", "d/M/yyyy H:mm"));
        List<Measured> rows = Replay.readAll(driver);
        List<String[]> expected = table("energydata_complete.csv");
        assertThat(rows).hasSameSizeAs(expected).hasSize(14_941);
        for (int i = 0; i < rows.size(); i++) {
            String[] fields = expected.get(i);
            assertThat(rows.get(i).takenAt()).contains(belgianDate(fields[0]));
            assertThat(rows.get(i).values().get(Metric.TEMPERATURE)).isEqualByComparingTo(fields[21]);
            assertThat(rows.get(i).values().get(Metric.HUMIDITY)).isEqualByComparingTo(fields[23]);
            assertThat(rows.get(i).values().get(Metric.PRESSURE))
                    .isEqualByComparingTo(new BigDecimal(fields[22])
                            .multiply(HECTOPASCAL_PER_MILLIMETRE_OF_MERCURY)
                            .setScale(2, RoundingMode.HALF_EVEN));
        }
        assertReport(driver, 14_941, 0);
    }

    @Test
    void theMachineRecordingWhoseTimeJumpsBack() throws Exception {
        ReplayDriver driver = open(
                "machine_temperature_system_failure.csv",
                Map.of("map", "temperature=value", "time_column", "timestamp"));
        List<Measured> rows = Replay.readAll(driver);
        List<String[]> expected = table("machine_temperature_system_failure.csv");
        assertThat(rows).hasSameSizeAs(expected).hasSize(22_695);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).values().get(Metric.TEMPERATURE)).isEqualByComparingTo(expected.get(i)[1]);
        }
        assertThat(rows.stream().map(Measured::takenAt).distinct()).hasSize(22_683);
        assertReport(driver, 22_695, 12);
    }

    @Test
    void theRoomRecordingInFahrenheitWithGapsOfAWeek() throws Exception {
        ReplayDriver driver = open("ambient_temperature_system_failure.csv", Map.of("map", "temperature=value[°F]"));
        List<Measured> rows = Replay.readAll(driver);
        assertThat(rows).hasSize(7_267);
        assertThat(Replay.text(rows.get(0))).isEqualTo("2013-07-04T00:00:00Z temperature=21.04");
        assertReport(driver, 7_267, 0);
    }

    private static void assertReport(ReplayDriver driver, long rows, long superseded) {
        assertThat(driver.report()).isEqualTo(new ReplayReport(rows, rows, 0, 0, superseded, 0, List.of(), true));
    }

    private static ReplayDriver open(String name, Map<String, String> options) {
        return Replay.open(file(name), options);
    }

    private static Path file(String name) {
        return Part.SHARED.require().resolve("data/recorded").resolve(name);
    }

    private static List<String[]> table(String name) throws IOException {
        return Files.readAllLines(file(name)).stream()
                .skip(1)
                .map(line -> line.replace("\"", "").split(",", -1))
                .toList();
    }

    private static Instant belgianDate(String text) {
        String[] dateAndTime = text.split(" ", -1);
        String[] date = dateAndTime[0].split("/", -1);
        String[] time = dateAndTime[1].split(":", -1);
        return LocalDate.of(Integer.parseInt(date[2]), Integer.parseInt(date[1]), Integer.parseInt(date[0]))
                .atTime(LocalTime.of(Integer.parseInt(time[0]), Integer.parseInt(time[1])))
                .toInstant(ZoneOffset.UTC);
    }
}
