package io.towersense.sensor.i2c.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.sensor.i2c.I2cException;
import io.towersense.sensor.i2c.I2cException.Cause;
import io.towersense.sensor.i2c.fake.FakeBus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that somebody has sent: register dumps, recordings, and what is neither. */
class TraceFileTest {
    private static final String DUMP = """
            # A chip with registers, one with commands, one that the kernel owns
            reg 76 d0 60
            reg 0x76 88 706B4367   # calibration
            cmd 44 2400 beef92beef92
            \tbusy 77

            """;
    private static final String RECORDING = """
            recording 1
            driver bme280
            bus 1
            address 76
            option offset_temperature=-0.4
            time 2026-11-26T10:00:00Z
            wr 76 d0 60
            w 76 f425
            r 76 0102
            r 44 ???? ! no_answer
            """;

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("sent.i2c"), text);
    }

    private void assertRefused(String text, String message) throws IOException {
        Path file = file(text);
        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(() -> TraceFile.read(file))
                .satisfies(refused -> assertThat(refused.getMessage())
                        .startsWith(file + ": ")
                        .endsWith(message)
                        .doesNotContain("\n"));
    }

    @Test
    void aRegisterDumpBecomesABusWithItsChips() throws Exception {
        RegisterDump dump = (RegisterDump) TraceFile.read(file(DUMP));
        assertThat(dump.addresses()).containsExactly(0x44, 0x76);
        FakeBus bus = dump.bus(1);
        assertThat(bus.writeRead(0x76, new byte[] {(byte) 0x88}, 4)).containsExactly(0x70, 0x6b, 0x43, 0x67);
        assertThat(bus.writeRead(0x76, new byte[] {(byte) 0xD0}, 1)).containsExactly(0x60);
        bus.write(0x44, new byte[] {0x24, 0x00});
        assertThat(bus.read(0x44, 3)).containsExactly(0xbe, 0xef, 0x92);
        assertThatExceptionOfType(I2cException.class)
                .isThrownBy(() -> bus.read(0x77, 1))
                .satisfies(failure -> assertThat(failure.why()).isEqualTo(Cause.BUSY));
    }

    @Test
    void everyBusOfADumpBeginsAnew() throws Exception {
        RegisterDump dump = (RegisterDump) TraceFile.read(file(DUMP));
        dump.bus(1).write(0x76, new byte[] {(byte) 0xD0, 0});
        assertThat(dump.bus(1).writeRead(0x76, new byte[] {(byte) 0xD0}, 1)).containsExactly(0x60);
    }

    @Test
    void linesMayEndAsOnWindows() throws Exception {
        assertThat(TraceFile.read(file(DUMP.replace("\n", "\r\n")))).isEqualTo(TraceFile.read(file(DUMP)));
        assertThat(TraceFile.read(file(RECORDING.replace("\n", "\r\n")))).isEqualTo(TraceFile.read(file(RECORDING)));
    }

    @Test
    void aRecordingIsReadWithTheLinesOfItsTransfers() throws Exception {
        Recording recording = (Recording) TraceFile.read(file(RECORDING));
        assertThat(recording.transfers())
                .extracting(Recording.RecordedTransfer::line)
                .containsExactly(7, 8, 9, 10);
        assertThat(recording.header().options().text("offset_temperature")).hasValue("-0.4");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "reg 76 d0|line 2: has 3 words and needs 4, such as 'reg 76 d0 60'",
                "reg 78 d0 60|line 2: '78' is not an address from 08 to 77",
                "reg xx d0 60|line 2: 'xx' is not an address from 08 to 77, hexadecimal",
                "reg 76 100 60|line 2: '100' is not a register from 00 to ff, hexadecimal",
                "reg 76 d0 6|line 2: '6' is not bytes of two hexadecimal digits each, without spaces",
                "reg 76 fe 010203|line 2: 3 bytes from register fe on go beyond the last one, ff",
                "cmd 44 2400|line 2: has 3 words and needs 4, such as 'cmd 44 2400 beef92beef92'",
                "cmd 76 2400 be|line 2: the chip at 76 has a line 'reg' already; a chip has either 'reg' or 'cmd' lines",
                "busy|line 2: has 1 words and needs 2, such as 'busy 77'",
                "i2cdump|line 2: 'i2cdump' begins no line; write 'reg 76 d0 60', 'cmd 44 2400 beef92beef92' or 'busy 77',"
                        + " or 'recording 1' at the top of a recording",
            })
    void aWrongLineOfADumpSaysWhatToWrite(String line, String message) throws IOException {
        assertRefused("reg 76 00 00\n" + line, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "w 76|line 11: has 2 words and needs 3, such as 'w 76 f425'",
                "w 76 f4 25|line 11: has 4 words and needs 3, such as 'w 76 f425'",
                "r 76 ??|line 11: '??' is not bytes of two hexadecimal digits each, without spaces",
                "wr 76 d0 60 ! stuck|line 11: '60' stands where a failed transfer has ?? for each byte that did not come",
                "w 76 d0 ! tired|line 11: 'tired' is none of access_denied, busy, no_answer, no_bus, other, stuck, unsupported",
                "w 76 d0 !|line 11: '' is none of access_denied, busy, no_answer, no_bus, other, stuck, unsupported",
                "p 76|line 11: 'p' begins no line of a recording; a transfer is written 'w 76 f425', 'r 44 beef92beef92' or"
                        + " 'wr 76 d0 60'",
                "recording 2|line 11: '2' is not a format that is known here; this program reads 'recording 1'",
                "bus one|line 11: 'one' is not the number of a bus, such as 1",
                "option loud|line 11: 'loud' is not an option; write name=value",
                "time noon|line 11: 'noon' is not a time such as 2026-11-26T10:00:00Z",
                "address|line 11: has 1 words and needs 2, such as 'address 76'",
            })
    void aWrongLineOfARecordingSaysWhatToWrite(String line, String message) throws IOException {
        assertRefused(RECORDING + line, message);
    }

    @Test
    void aRecordingWithoutItsBeginningSaysWhatIsMissing() throws IOException {
        assertRefused(
                "recording 1\nwr 76 d0 60\n",
                "does not say what was recorded; write 'driver bme280', 'bus 1' and 'address 76' at its beginning");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing\n"})
    void aFileWithoutALineSaysWhatToWrite(String text) throws IOException {
        assertRefused(text, "holds nothing; write a line such as 'reg 76 d0 60'");
    }

    @Test
    void aDumpWithoutAChipSaysWhatToWrite() throws IOException {
        assertRefused("busy 77\n", "holds no chip; write a line such as 'reg 76 d0 60'");
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws IOException {
        Path file = file(DUMP + "#".repeat(TraceFile.LARGEST));
        assertThatThrownBy(() -> TraceFile.read(file))
                .hasMessage(file + ": is larger than 1 MiB; that is no recording and no register dump");
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
        assertThatThrownBy(() -> TraceFile.read(file))
                .hasMessage(file + ": is not text in UTF-8; that is no recording and no register dump");
    }

    @Test
    void aFileThatIsNotThereOrIsAFolderSaysSo() {
        assertThatThrownBy(() -> TraceFile.read(folder.resolve("nowhere")))
                .isInstanceOf(TraceException.class)
                .hasMessage(folder.resolve("nowhere") + ": is not there");
        assertThatThrownBy(() -> TraceFile.read(folder))
                .isInstanceOf(TraceException.class)
                .hasMessage(folder + ": is a folder; name the file in it");
    }

    @ParameterizedTest
    @ValueSource(strings = {DUMP, RECORDING})
    void aDamagedFileIsReadOrRefusedAndNothingElse(String text) throws IOException {
        Random random = new Random(1);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            bytes[random.nextInt(bytes.length)] = (byte) (' ' + random.nextInt(95));
            Path file = Files.write(folder.resolve("damaged"), bytes);
            try {
                TraceFile.read(file);
            } catch (TraceException e) {
                assertThat(e.getMessage()).startsWith(file + ": ").doesNotContain("\n");
                refused++;
            }
        }
        assertThat(refused).isBetween(100, 1_999);
    }
}
