package io.towersense.agent.alertlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.AlertLogSettings;
import io.towersense.agent.configuration.DataFolder;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.time.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertLogReaderTest {
    @TempDir
    Path folder;

    private AlertLog log;
    private long revision;

    @BeforeEach
    void open() throws IOException {
        AgentConfiguration configuration =
                AgentConfiguration.of("tower-0042", folder).withAlertLog(new AlertLogSettings(2_048, 1_000_000));
        log = AlertLog.open(configuration, ZoneOffset.UTC, new ManualClock(AlarmEvents.RAISED_AT), entry -> {});
    }

    @Test
    void filesThatWereSetAsideAreReadFirst() throws IOException {
        write(20);
        assertThat(folder.toFile().list()).contains("alerts.jsonl.4");
        try (AlertLogReader reader = reader()) {
            assertThat(read(reader)).containsExactlyElementsOf(upTo(20));
            assertThat(read(reader)).isEmpty();
        }
    }

    @Test
    void whatComesIsReadOnceHoweverOftenTheFilesAreSetAside() throws IOException {
        List<Long> seen = new ArrayList<>();
        try (AlertLogReader reader = reader()) {
            for (int round = 0; round < 12; round++) {
                write(round);
                seen.addAll(read(reader));
            }
        }
        assertThat(seen).containsExactlyElementsOf(upTo(66));
    }

    @Test
    void aLogThatIsNotThereYetIsReadWhenItComes() throws IOException {
        try (AlertLogReader reader = reader()) {
            assertThat(read(reader)).isEmpty();
            write(1);
            assertThat(read(reader)).containsExactly(1L);
        }
    }

    @Test
    void aLineIsReadWhenItsEndHasCome() throws IOException {
        write(1);
        Path file = folder.resolve("alerts.jsonl");
        byte[] line = Files.readAllBytes(file);
        try (AlertLogReader reader = reader()) {
            assertThat(read(reader)).containsExactly(1L);
            Files.write(file, Arrays.copyOf(line, 100), StandardOpenOption.APPEND);
            assertThat(read(reader)).isEmpty();
            Files.write(file, Arrays.copyOfRange(line, 100, line.length), StandardOpenOption.APPEND);
            assertThat(read(reader)).containsExactly(1L);
        }
    }

    @Test
    void whatIsNoEntryIsLeftOut() throws IOException {
        write(1);
        Files.writeString(folder.resolve("alerts.jsonl"), "{\"alarm_id\":\n\nnonsense\n", StandardOpenOption.APPEND);
        write(1);
        try (AlertLogReader reader = reader()) {
            assertThat(read(reader)).containsExactly(1L, 2L);
        }
    }

    private AlertLogReader reader() {
        return new AlertLogReader(new DataFolder(folder));
    }

    private void write(int count) {
        for (int i = 0; i < count; i++) {
            AlarmEvent event =
                    AlarmEvents.raised("cab1").toBuilder().revision(++revision).build();
            log.log(List.of(event));
        }
    }

    private static List<Long> read(AlertLogReader reader) throws IOException {
        List<Long> revisions = new ArrayList<>();
        reader.readTo(entry -> revisions.add(entry.event().revision()));
        return revisions;
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
