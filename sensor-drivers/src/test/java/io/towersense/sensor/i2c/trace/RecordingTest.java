package io.towersense.sensor.i2c.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Faulted;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.bme280.Bme280Provider;
import io.towersense.sensor.chip.Drivers;
import io.towersense.sensor.i2c.I2cBus;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.sensor.i2c.I2cException.Cause;
import io.towersense.sensor.i2c.fake.FakeBus;
import io.towersense.sensor.i2c.fake.RegisterChip;
import io.towersense.sensor.i2c.trace.Recording.RecordedTransfer;
import io.towersense.telemetry.metric.Metric;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is recorded is given back, to the driver and to a person. */
class RecordingTest {
    private static final RecordingHeader HEADER = new RecordingHeader(
            "bme280",
            1,
            0x76,
            new DriverOptions(Map.of("offset_temperature", "-0.4", "note", "a # in it = kept")),
            Optional.of(Instant.parse("2026-11-26T10:00:00.25Z")));

    @TempDir
    private Path folder;

    private final FakeBus bus = new FakeBus(1)
            .attach(
                    0x76,
                    new RegisterChip()
                            .set(0xD0, 0x60)
                            .set(0x88, "706b436718fc7d8e43d6d00b270b8c00f9ff8c3cf8c67017004b")
                            .set(0xE1, "6a01001328031e")
                            .set(0xF7, "655ac07eed006d60"));
    private final List<Transfer> transfers = new ArrayList<>();

    private Recording recorded(RecordingHeader header) throws TraceException {
        Path file = folder.resolve("recorded.i2c");
        try (RecordingWriter writer = RecordingWriter.create(file, true)) {
            writer.begin(header);
            writer.add("reading 1: all is well\nhere", transfers);
        }
        return (Recording) TraceFile.read(file);
    }

    private SensorDriver recordingDriver(Map<String, String> options) {
        return Drivers.open(new Bme280Provider(), new RecordingBuses(bus, transfers::add), options);
    }

    @Test
    void theHeaderSaysWhatWasRecorded() throws Exception {
        assertThat(recorded(HEADER).header()).isEqualTo(HEADER);
    }

    @Test
    void everyTransferIsALineAsItTookPlace() throws Exception {
        I2cBus recording = new RecordingBus(bus, transfers::add);
        recording.writeRead(0x76, new byte[] {(byte) 0xD0}, 1);
        recording.write(0x76, new byte[] {(byte) 0xF4, 0x25});
        recording.read(0x76, 2);
        assertThatExceptionOfType(I2cException.class).isThrownBy(() -> recording.read(0x44, 3));
        bus.fail(0, 1, Cause.STUCK);
        assertThatExceptionOfType(I2cException.class).isThrownBy(() -> recording.write(0x76, new byte[] {0}));
        assertThat(transfers)
                .extracting(Transfer::toString)
                .containsExactly(
                        "wr 76 d0 60",
                        "w 76 f425",
                        "r 76 0000",
                        "r 44 ?????? ! no_answer not acknowledged",
                        "w 76 00 ! stuck made to fail");
        assertThat(recorded(HEADER).transfers())
                .extracting(RecordedTransfer::transfer)
                .isEqualTo(transfers);
    }

    @Test
    void aRecordedBusIsTheSameToItsUser() throws Exception {
        I2cBus recording = new RecordingBuses(bus, transfers::add).bus(1);
        assertThat(new RecordingBuses(bus, transfers::add).numbers()).containsExactly(1);
        assertThat(recording.number()).isEqualTo(1);
        assertThat(recording.writeRead(0x76, new byte[] {(byte) 0xD0}, 2)).containsExactly(0x60, 0);
    }

    @Test
    void aReplayedReadingGivesWhatTheSensorGave() throws Exception {
        Map<String, String> options = Map.of("offset_temperature", "-0.4");
        SensorDriver live = recordingDriver(options);
        List<Measurement> measured = List.of(live.read(), live.read());
        ReplayedBus replayed = new ReplayedBus(recorded(HEADER));
        SensorDriver again = Drivers.open(new Bme280Provider(), replayed, options);
        assertThat(List.of(again.read(), again.read())).isEqualTo(measured);
        assertThat(replayed.isAtEnd()).isTrue();
        assertThat(measured.get(0))
                .isInstanceOfSatisfying(
                        Measured.class,
                        values -> assertThat(values.values().get(Metric.TEMPERATURE))
                                .isEqualByComparingTo("24.682"));
    }

    @Test
    void aReplayedFaultIsTheSameFault() throws Exception {
        bus.setThere(false);
        Measurement fault = recordingDriver(Map.of()).read();
        assertThat(fault).isInstanceOf(Faulted.class);
        SensorDriver again = Drivers.open(new Bme280Provider(), new ReplayedBus(recorded(HEADER)));
        assertThat(again.read()).isEqualTo(fault);
    }

    @Test
    void anotherQuestionThanTheRecordedOneNamesTheLine() throws Exception {
        Path file = Files.writeString(folder.resolve("other.i2c"), """
                recording 1
                driver bme280
                bus 1
                address 76

                wr 76 00 50
                """);
        SensorDriver driver = Drivers.open(new Bme280Provider(), new ReplayedBus((Recording) TraceFile.read(file)));
        assertThatExceptionOfType(UnexpectedTransferException.class)
                .isThrownBy(driver::read)
                .withMessage(file + ": line 6: the driver asks 'wr 76 d0 ??' where 'wr 76 00 ??' was recorded: it was"
                        + " recorded with another driver, version or option");
    }

    @Test
    void aRecordingThatWasCutOffSaysSo() throws Exception {
        recordingDriver(Map.of()).read();
        transfers.subList(2, transfers.size()).clear();
        SensorDriver driver = Drivers.open(new Bme280Provider(), new ReplayedBus(recorded(HEADER)));
        assertThatExceptionOfType(UnexpectedTransferException.class)
                .isThrownBy(driver::read)
                .withMessageContaining("recorded.i2c: ends in the middle of a reading: the driver asks 'wr 76 f3 ??'");
    }

    @Test
    void aFileThatIsThereIsReplacedOnlyWhereThatIsWanted() throws IOException {
        Path file = Files.writeString(folder.resolve("precious.i2c"), "reg 76 d0 60\n");
        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(() -> RecordingWriter.create(file, false))
                .withMessage(file + ": is there already; name another file, or replace it with --force");
        assertThat(file).hasContent("reg 76 d0 60");
        RecordingWriter.create(file, true).close();
        assertThat(file).isEmptyFile();
    }

    @Test
    void aFileThatCannotBeWrittenSaysWhy() {
        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(() -> RecordingWriter.create(folder.resolve("nowhere/a.i2c"), false))
                .withMessageEndingWith("a.i2c: cannot be written: its folder is not there");
        assertThatExceptionOfType(TraceException.class)
                .isThrownBy(() -> RecordingWriter.create(folder, true))
                .withMessage(folder + ": is a folder; name a file in it");
    }

    @Test
    void aRecordingThatIsFullEndsWithAWholeReadingAndCanBeRead() throws Exception {
        Path file = folder.resolve("full.i2c");
        List<Transfer> many = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            many.add(new Transfer(0x76, "d0", 1, "60", Optional.empty()));
        }
        try (RecordingWriter writer = RecordingWriter.create(file, false)) {
            writer.begin(HEADER);
            assertThatExceptionOfType(TraceException.class)
                    .isThrownBy(() -> {
                        for (int i = 0; i < 10; i++) {
                            writer.add("reading", many);
                        }
                    })
                    .withMessage(file + ": is full: a recording has at most 1 MiB; it ends before this reading");
        }
        assertThat(((Recording) TraceFile.read(file)).transfers()).hasSize(80_000);
    }
}
