package io.towersense.sensor.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which recordings come, and what is wrong with some of their lines. */
class RecordingFormTest {
    private static final String HEADER = "date,Temperature,Humidity";
    private static final String FIRST = "2015-02-04 17:51:00,23.18,27.272";
    private static final String FIRST_TEXT = "2015-02-04T17:51:00Z temperature=23.18 humidity=27.272";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void theSeparatorIsFoundInTheHeader(String separator) throws Exception {
        assertThat(replayed(HEADER.replace(",", separator), FIRST.replace(",", separator)))
                .containsExactly(FIRST_TEXT);
    }

    @Test
    void aSeparatorInsideQuotationMarksSeparatesNothing() throws Exception {
        Path file = Replay.write(folder, "\"a, b, c, d\";date;Temperature;Humidity", "1;" + FIRST.replace(",", ";"));
        assertThat(texts(Replay.open(file, Map.of()))).containsExactly(FIRST_TEXT);
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreUnderstood() throws Exception {
        Path file = Files.writeString(folder.resolve("x.csv"), "\uFEFF" + HEADER + "\r\n" + FIRST + "\r\n");
        assertThat(texts(Replay.open(file, Map.of()))).containsExactly(FIRST_TEXT);
    }

    @Test
    void spaceAroundNamesAndNumbersDoesNotCount() throws Exception {
        assertThat(replayed("date , Temperature, Humidity", "2015-02-04 17:51:00 , 23.18,  27.272"))
                .containsExactly(FIRST_TEXT);
    }

    @Test
    void aFirstColumnWithoutANameIsLeftOutEvenWhereSomeLinesAreDamaged() throws Exception {
        ReplayDriver driver =
                open(HEADER, "\"1\"," + FIRST, "\"2\",2015-02-04 17:52:00,23.15", "\"3\",2015-02-04 17:53:00,23,27");
        assertThat(texts(driver)).containsExactly(FIRST_TEXT, "2015-02-04T17:53:00Z temperature=23 humidity=27");
        assertThat(driver.report().problems()).hasToString("[line 3: has 3 columns instead of 4]");
    }

    @Test
    void oneDamagedLineWithAColumnMoreDoesNotMakeTheFirstColumnNameless() throws Exception {
        ReplayDriver driver = open(HEADER, FIRST + ",7", FIRST, "2015-02-04 17:52:00,23,27");
        assertThat(texts(driver)).hasSize(2);
        assertThat(driver.report().problems()).hasToString("[line 2: has 4 columns instead of 3]");
    }

    @Test
    void badLinesAreCountedNamedAndSkipped() throws Exception {
        ReplayDriver driver = open(
                HEADER,
                FIRST,
                "2015-02-04 17:52:00,23.18",
                "",
                "2015-02-04 17:53:00,warm,27",
                "yesterday,23.18,27",
                "2015-02-04 17:54:00,1E9999,27",
                "2015-02-04 17:55:00,,",
                "2015-02-04 17:56:00,\"23\"x,27",
                "2015-02-04 17:57:00,23.1,27");
        assertThat(texts(driver)).hasSize(2);
        assertThat(driver.report().problems().stream().map(Problem::toString))
                .containsExactly(
                        "line 3: has 2 columns instead of 3",
                        "line 5, column Temperature: 'warm' is not a number",
                        "line 6, column date: 'yesterday' is not a time like ISO 8601 or yyyy-MM-dd HH:mm:ss",
                        "line 7, column Temperature: '1E9999' is not a number",
                        "line 8, column Temperature: is empty",
                        "line 9: has a quotation mark out of place");
        assertThat(driver.report().badLines()).isEqualTo(6);
        assertThat(driver.report().rows()).isEqualTo(2);
        assertThat(driver.report().lines()).isEqualTo(8);
    }

    @Test
    void aRowThatLacksOneOfItsValuesKeepsTheOthers() throws Exception {
        ReplayDriver driver = open(HEADER, FIRST, "2015-02-04 17:52:00,NA,27", "2015-02-04 17:53:00,23,");
        assertThat(texts(driver))
                .containsExactly(FIRST_TEXT, "2015-02-04T17:52:00Z humidity=27", "2015-02-04T17:53:00Z temperature=23");
        assertThat(driver.report().missingValues()).isEqualTo(2);
        assertThat(driver.report().badLines()).isZero();
        assertThat(driver.report().problems())
                .hasToString("[line 3, column Temperature: is empty, line 4, column Humidity: is empty]");
    }

    @Test
    void aQuotationMarkThatIsNeverClosedCostsOneLine() throws Exception {
        ReplayDriver driver = open(HEADER, "2015-02-04 17:50:00,\"23,27", FIRST);
        assertThat(texts(driver)).containsExactly(FIRST_TEXT);
        assertThat(driver.report().problems()).hasToString("[line 2: has a quotation mark out of place]");
    }

    @Test
    void aLineWithoutEndCostsOneLineAndNoMemory() throws Exception {
        ReplayDriver driver = open(HEADER, "x".repeat(1_000_000), FIRST);
        assertThat(texts(driver)).containsExactly(FIRST_TEXT);
        assertThat(driver.report().problems()).hasToString("[line 2: is longer than 65536 characters]");
    }

    @Test
    void whatAProblemQuotesIsShortAndCannotForgeALogLine() throws Exception {
        ReplayDriver driver = open(HEADER, FIRST, "2015-02-04 17:52:00,\u001b[31m" + "9".repeat(70) + ",27");
        texts(driver);
        assertThat(driver.report().problems().get(0).what())
                .isEqualTo("'?[31m" + "9".repeat(55) + "...' is not a number");
    }

    @Test
    void afterAHundredProblemsTheyAreOnlyCounted() throws Exception {
        String[] lines = new String[301];
        Arrays.fill(lines, "2015-02-04 17:52:00,warm,27");
        lines[0] = HEADER;
        lines[1] = FIRST;
        ReplayDriver driver = open(lines);
        texts(driver);
        assertThat(driver.report().problems()).hasSize(100);
        assertThat(driver.report().badLines()).isEqualTo(299);
    }

    @Test
    void aRecordingThatBeginsWithEmptyColumnsIsReadOn() throws Exception {
        String[] lines = new String[30];
        Arrays.fill(lines, "2015-02-04 17:50:00,NA,NA");
        lines[0] = HEADER;
        lines[29] = FIRST;
        ReplayDriver driver = open(lines);
        assertThat(texts(driver)).containsExactly(FIRST_TEXT);
        assertThat(driver.report().badLines()).isEqualTo(28);
    }

    @Test
    void zeroIsANumberHoweverItIsWritten() throws Exception {
        assertThat(replayed(HEADER, "2015-02-04 17:51:00,0.00,0E-999"))
                .containsExactly("2015-02-04T17:51:00Z temperature=0.00 humidity=0");
    }

    @Test
    void numbersKeepEveryDigitOfTheFile() throws Exception {
        assertThat(replayed(HEADER, "2015-02-04 17:51:00,2.90E+00,27.27199999999999846522769"))
                .containsExactly("2015-02-04T17:51:00Z temperature=2.90 humidity=27.27199999999999846522769");
    }

    @Test
    void aUnitInTheHeadersOwnNameIsTheColumnsUnit() throws Exception {
        ReplayDriver driver = Replay.open(
                Replay.write(folder, "date,Temp [°F]", "2015-02-04 17:51:00,212"),
                Map.of("map", "temperature=Temp [°F]"));
        assertThat(texts(driver)).containsExactly("2015-02-04T17:51:00Z temperature=100.00");
    }

    @Test
    void aRecordingWithoutRowsEndsAtOnce() throws Exception {
        ReplayDriver driver = open(HEADER);
        assertThat(texts(driver)).isEmpty();
        assertThat(driver.report()).isEqualTo(new ReplayReport(0, 0, 0, 0, 0, 0, List.of(), true));
    }

    private List<String> replayed(String... lines) throws InterruptedException {
        return texts(open(lines));
    }

    private ReplayDriver open(String... lines) {
        return Replay.open(Replay.write(folder, lines), Map.of());
    }

    private static List<String> texts(ReplayDriver driver) throws InterruptedException {
        return Replay.readAll(driver).stream().map(Replay::text).toList();
    }
}
