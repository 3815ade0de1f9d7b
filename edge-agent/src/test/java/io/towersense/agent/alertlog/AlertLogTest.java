package io.towersense.agent.alertlog;

import static io.towersense.agent.alertlog.AlarmEvents.RAISED_AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.AlertLogSettings;
import io.towersense.agent.configuration.DataFolder;
import io.towersense.agent.configuration.Device;
import io.towersense.agent.configuration.Site;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.time.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertLogTest {
    private static final AlarmEvent RAISED = AlarmEvents.raised("cab1");
    private static final AlarmEvent CLEARED = AlarmEvents.cleared(RAISED, "42.8", Duration.ofMinutes(17));

    @TempDir
    Path folder;

    private final ManualClock clock = new ManualClock(RAISED_AT);
    private final List<AlertEntry> logged = new ArrayList<>();

    @Test
    void anAlarmReadsAsAStory() throws IOException {
        AlertLog log = open();
        AlarmEvent worse = AlarmEvents.changed(
                RAISED.toBuilder().severity(Severity.CRITICAL).build(), Severity.MAJOR, "45.6", Duration.ofMinutes(5));
        log.log(List.of(RAISED));
        log.delivered(RAISED, RAISED_AT.plusSeconds(1));
        log.log(List.of(worse));
        log.log(List.of(AlarmEvents.cleared(worse, "42.8", Duration.ofSeconds(1_053))));
        assertThat(text())
                .containsExactly(
                        "2026-11-22 02:14:07 +01:00  RAISED     CRITICAL  Cabinet 1 (north wall)  temperature 47.3 °C"
                                + "         is above 45 °C      since 02:14:07               >> Check fuse F3",
                        "2026-11-22 02:14:08 +01:00  DELIVERED  CRITICAL  Cabinet 1 (north wall)  the cloud has it:"
                                + " temperature alarm, raised 02:14:07",
                        "2026-11-22 02:19:07 +01:00  SEVERITY   MAJOR     Cabinet 1 (north wall)  temperature 45.6 °C"
                                + "         is above 45 °C      was critical, since 02:14:07  >> Check fuse F3",
                        "2026-11-22 02:31:40 +01:00  CLEARED    MAJOR     Cabinet 1 (north wall)  temperature 42.8 °C"
                                + "         was above 45 °C     after 17 min 33 s");
    }

    @Test
    void theJsonLinesHoldTheSameAndAllOfIt() throws IOException {
        AlertLog log = open();
        log.log(List.of(RAISED));
        log.delivered(RAISED, RAISED_AT.plusSeconds(1));
        assertThat(json())
                .containsExactly(
                        new AlertEntry(
                                RAISED,
                                Optional.empty(),
                                RAISED_AT,
                                "Cabinet 1 (north wall)",
                                Optional.of("Check fuse F3"),
                                Optional.empty()),
                        new AlertEntry(
                                RAISED,
                                Optional.of(RAISED_AT.plusSeconds(1)),
                                RAISED_AT,
                                "Cabinet 1 (north wall)",
                                Optional.of("Check fuse F3"),
                                Optional.empty()));
        assertThat(logged).isEqualTo(json());
    }

    @Test
    void aDeviceWithoutAWordOfItsOwnHasTheSites() throws IOException {
        AlertLog log = open();
        log.log(List.of(AlarmEvents.raised("cab2")));
        assertThat(text().get(0)).contains("cab2 ").endsWith(">> Ring the operations centre");
    }

    @Test
    void nothingStandsTwice() throws IOException {
        AlertLog log = open();
        log.log(List.of(RAISED));
        log.log(List.of(RAISED));
        log.delivered(RAISED, RAISED_AT);
        log.delivered(RAISED, RAISED_AT.plusSeconds(9));
        AlertLog again = open();
        again.log(List.of(RAISED));
        again.delivered(RAISED, RAISED_AT);
        assertThat(text()).hasSize(2);
        assertThat(json()).hasSize(2);
    }

    @Test
    void howeverFastTheCloudIsTheAlarmComesFirst() throws IOException {
        AlertLog log = open();
        log.expect(List.of(RAISED));
        log.delivered(RAISED, RAISED_AT.plusMillis(3));
        assertThat(text()).isEmpty();
        log.log(List.of(RAISED));
        assertThat(json()).extracting(AlertEntry::word).containsExactly("raised", "delivered");
    }

    @Test
    void anEventThatWasCommittedByAProcessThatDiedIsLoggedAtTheNextStart() throws IOException {
        open().expect(List.of(RAISED));
        AlertLog next = open();
        next.recover(event -> true);
        assertThat(json()).extracting(AlertEntry::event).containsExactly(RAISED);
        assertThat(text()).hasSize(1);
        open().recover(event -> true);
        assertThat(text()).hasSize(1);
    }

    @Test
    void anEventThatWasNotCommittedNeverHappened() throws IOException {
        open().expect(List.of(RAISED));
        open().recover(event -> false);
        assertThat(text()).isEmpty();
        open().recover(event -> true);
        assertThat(text()).as("the note of it is gone after the next one").isEmpty();
    }

    @Test
    void aProcessThatDiedBetweenTheTwoFilesIsMadeUpFor() throws IOException {
        open().expect(List.of(RAISED));
        Path note = folder.resolve("alerts.expected");
        byte[] noted = Files.readAllBytes(note);
        open().log(List.of(RAISED));
        Files.write(note, noted);
        Files.delete(folder.resolve("alerts.log"));
        open().recover(event -> true);
        assertThat(text()).hasSize(1);
        assertThat(json()).hasSize(1);

        Files.write(note, noted);
        Files.delete(folder.resolve("alerts.jsonl"));
        open().recover(event -> true);
        assertThat(text()).hasSize(1);
        assertThat(json()).hasSize(1);
    }

    @Test
    void aFaultySensorsLineIsItsReason() throws IOException {
        AlarmEvent faulty = RAISED.toBuilder()
                .direction(Direction.FAULTY)
                .metric(Optional.empty())
                .value(Optional.empty())
                .threshold(Optional.empty())
                .simulated(true)
                .text("[SIMULATED] Cabinet 1 (north wall), Feldberg: sensor faulty: no answer at 0x76 on bus 1")
                .build();
        open().log(List.of(faulty));
        assertThat(text().get(0))
                .contains("  [SIMULATED]  RAISED ")
                .contains("  sensor faulty: no answer at 0x76 on bus 1  since ")
                .doesNotContain(">>");
    }

    @Test
    void aNoteThatAPowerCutToreCountsForNothing() throws IOException {
        open().expect(List.of(RAISED, AlarmEvents.raised("cab2")));
        Path note = folder.resolve("alerts.expected");
        byte[] whole = Files.readAllBytes(note);
        Files.write(note, Arrays.copyOf(whole, whole.length - 40));
        open().recover(event -> true);
        assertThat(json()).extracting(entry -> entry.event().deviceId()).containsExactly("cab1");
    }

    @Test
    void aLineThatAPowerCutToreDoesNotSpoilTheNext() throws IOException {
        open().log(List.of(RAISED));
        Path file = folder.resolve("alerts.jsonl");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 40));
        open().log(List.of(CLEARED));
        assertThat(json()).extracting(AlertEntry::event).containsExactly(CLEARED);
    }

    @Test
    void whileTheDiskTakesNothingEntriesWaitAndTheAgentGoesOn() throws IOException {
        AlertLog log = open();
        Path blocked = Files.createDirectories(folder.resolve("alerts.log"));
        log.expect(List.of(RAISED));
        log.log(List.of(RAISED));
        log.log(List.of(CLEARED));
        assertThat(log.error())
                .hasValueSatisfying(
                        error -> assertThat(error).contains("alerts.log").contains("2 entries wait"));
        assertThat(logged).isEmpty();

        Files.delete(blocked);
        log.retry();
        assertThat(log.error()).isEmpty();
        assertThat(text()).hasSize(2);
        assertThat(json()).extracting(AlertEntry::event).containsExactly(RAISED, CLEARED);
        assertThat(logged).hasSize(2);
    }

    @Test
    void whatWaitsForTheDiskSurvivesTheProcess() throws IOException {
        AlertLog log = open();
        Path blocked = Files.createDirectories(folder.resolve("alerts.log"));
        log.expect(List.of(RAISED));
        log.log(List.of(RAISED));
        Files.delete(blocked);
        open().recover(event -> true);
        assertThat(text()).hasSize(1);
        assertThat(json()).hasSize(1);
    }

    @Test
    void allFilesTogetherNeverExceedTheirCap() throws IOException {
        AlertLogSettings settings = new AlertLogSettings(4_096, 20_000);
        AlertLog log = open(configuration().withAlertLog(settings));
        for (int i = 0; i < 200; i++) {
            Instant time = RAISED_AT.plusSeconds(i);
            log.log(List.of(RAISED.toBuilder()
                    .revision(i + 1)
                    .raisedAt(time)
                    .changedAt(time)
                    .build()));
            assertThat(bytes()).isLessThanOrEqualTo(20_000);
            assertThat(Files.size(folder.resolve("alerts.log"))).isLessThanOrEqualTo(4_096);
            assertThat(Files.size(folder.resolve("alerts.jsonl"))).isLessThanOrEqualTo(4_096);
        }
        List<Long> revisions =
                json().stream().map(entry -> entry.event().revision()).toList();
        assertThat(revisions).isNotEmpty().isSorted().endsWith(199L, 200L);
        assertThat(revisions.size()).as("several files are kept").isGreaterThan(10);
        assertThat(folder.resolve("alerts.log.1")).exists();
    }

    @Test
    void aFileThatSomebodyDeletedIsBegunAnew() throws IOException {
        AlertLog log = open();
        log.log(List.of(RAISED));
        Files.delete(folder.resolve("alerts.log"));
        log.log(List.of(CLEARED));
        assertThat(text()).hasSize(1);
    }

    @Test
    void noNameCanForgeALine() throws IOException {
        Device evil = Device.of("cab1", "simulator")
                .named("Cabinet\n2026-11-22 02:00:00 +01:00  CLEARED")
                .withWhatToDo("\u001b[2J\u202eesrever");
        AlertLog log = open(configuration().withDevices(List.of(evil)));
        log.log(List.of(RAISED));
        assertThat(text()).hasSize(1);
        assertThat(text().get(0))
                .doesNotContain("\u001b")
                .doesNotContain("\u202e")
                .contains("RAISED");
    }

    private AlertLog open() throws IOException {
        return open(configuration());
    }

    private AlertLog open(AgentConfiguration configuration) throws IOException {
        return AlertLog.open(configuration, ZoneId.of("Europe/Berlin"), clock, logged::add);
    }

    private AgentConfiguration configuration() {
        Site site = new Site(
                Optional.of("feldberg"),
                Optional.of("Feldberg"),
                Optional.empty(),
                Optional.of("Ring the operations centre"));
        return AgentConfiguration.of("tower-0042", folder)
                .withSite(site)
                .withDevices(List.of(
                        Device.of("cab1", "simulator")
                                .named("Cabinet 1")
                                .placed("north wall")
                                .withWhatToDo("Check fuse F3"),
                        Device.of("cab2", "simulator")));
    }

    private List<String> text() throws IOException {
        Path file = folder.resolve("alerts.log");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private List<AlertEntry> json() throws IOException {
        List<AlertEntry> entries = new ArrayList<>();
        try (AlertLogReader reader = new AlertLogReader(new DataFolder(folder))) {
            reader.readTo(entries::add);
        }
        return entries;
    }

    private long bytes() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith("alerts.expected"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
