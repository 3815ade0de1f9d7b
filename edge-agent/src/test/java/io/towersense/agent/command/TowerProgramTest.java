package io.towersense.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.agent.alertlog.AlarmEvents;
import io.towersense.agent.alertlog.AlertLog;
import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.Device;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.codec.AlarmCodec;
import io.towersense.telemetry.time.ManualClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line, in this process. */
class TowerProgramTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyCommandIsListed() {
        assertThat(tower("--help")).isZero();
        assertThat(out.toString()).contains("agent", "alerts", "status", "sensors", "Exit codes: 0 fine");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "alerts", "status", "sensors"})
    void everyCommandHasHelp(String command) {
        assertThat(tower(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: tower " + command).contains("Exit codes");
        assertThat(out.toString()).doesNotContain("--print-committed");
    }

    @Test
    void theVersionIsTold() {
        assertThat(tower("--version")).isZero();
        assertThat(out.toString()).startsWith("tower ").contains("Java");
    }

    @Test
    void noCommandIsWrongUsage() {
        assertThat(tower()).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("tower: name a command; see tower --help\n");
    }

    @Test
    void anUnknownCommandNamesTheNearest() {
        assertThat(tower("statsu")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("tower: 'statsu' is no command; did you mean status?; see tower --help\n");
    }

    @Test
    void anUnknownOptionIsOneLine() {
        assertThat(tower("alerts", "--opne")).isEqualTo(2);
        assertThat(err.toString())
                .hasLineCount(1)
                .startsWith("tower: ")
                .contains("--opne")
                .contains("tower alerts --help");
    }

    @Test
    void aMissingOptionIsOneLine() {
        assertThat(tower("agent")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo(
                        "tower: Missing required argument (specify one of these): (--config=FILE | --greengrass); see tower"
                                + " agent --help\n");
    }

    @Test
    void aDataFolderThatIsNotThereIsOneLine() {
        assertThat(tower("alerts", "--data", "/nowhere")).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("tower: /nowhere: there is no such data folder; name the agent's with --data or --config\n");
    }

    @Test
    void aStackTraceIsShownOnlyWhenAskedFor() {
        assertThat(tower("agent", "--config", "/nowhere/agent.yaml")).isEqualTo(2);
        assertThat(err.toString()).hasLineCount(1);
        assertThat(tower("agent", "--config", "/nowhere/agent.yaml", "--verbose"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("\tat io.towersense");
    }

    @Test
    void statusWithoutAnAgentIsWrong() {
        assertThat(tower("status", "--data", folder.toString())).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo(
                        "tower: " + folder + ": no agent has run with this data folder; start one, or name its folder"
                                + " with --data or --config\n");
    }

    @Test
    void alertsAreShownAsAPersonReadsThem() throws IOException {
        log(AlarmEvents.raised("cab1"), AlarmEvents.raised("cab2"));
        assertThat(tower("alerts", "--data", folder.toString())).isZero();
        assertThat(out.toString().lines()).hasSize(2).first().asString().contains("RAISED     CRITICAL  Cabinet 1 ");
    }

    @Test
    void alertsOfOneDeviceAreFoundByItsIdOrItsName() throws IOException {
        log(AlarmEvents.raised("cab1"), AlarmEvents.raised("cab2"));
        assertThat(tower("alerts", "--data", folder.toString(), "--device", "cab1"))
                .isZero();
        assertThat(tower("alerts", "--data", folder.toString(), "--device", "cabinet 1"))
                .isZero();
        assertThat(out.toString().lines()).hasSize(2).allMatch(line -> line.contains("Cabinet 1"));
    }

    @Test
    void openAlarmsAreThoseThatWereNotCleared() throws IOException {
        AlarmEvent over = AlarmEvents.raised("cab1");
        log(over, AlarmEvents.raised("cab2"), AlarmEvents.cleared(over, "42", Duration.ofMinutes(3)));
        assertThat(tower("alerts", "--data", folder.toString(), "--open")).isZero();
        assertThat(out.toString().lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("RAISED")
                .contains("cab2");
    }

    @Test
    void anOpenAlarmWhoseLineWasRotatedAwayIsFoundInTheStatus() throws IOException {
        String event = new String(AlarmCodec.encode(AlarmEvents.raised("cab1")), StandardCharsets.UTF_8);
        Files.writeString(
                folder.resolve("status.json"),
                "{\"state\":\"running\",\"written_at\":\"2026-11-22T10:00:00Z\",\"pid\":1,\"alarms\":[{\"device_name\":"
                        + "\"Cabinet 1\",\"event\":" + event + "}]}");
        assertThat(tower("alerts", "--data", folder.toString(), "--open")).isZero();
        assertThat(out.toString().lines()).hasSize(1).first().asString().contains("Cabinet 1");
    }

    @Test
    void whereNothingIsOpenThatIsSaid() {
        assertThat(tower("alerts", "--data", folder.toString(), "--open")).isZero();
        assertThat(out.toString()).isEqualTo("No alarm is open.\n");
    }

    @Test
    void oldAlertsAreLeftOut() throws IOException {
        log(AlarmEvents.raised("cab1"));
        assertThat(tower("alerts", "--data", folder.toString(), "--since", "2h"))
                .isZero();
        assertThat(out.toString()).isEqualTo("There is no alert since 2h.\n");
    }

    @Test
    void aTimeWithoutAUnitIsWrongUsage() {
        assertThat(tower("alerts", "--data", folder.toString(), "--since", "2")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("tower: --since: '2' has no unit; write 2s; see tower alerts --help\n");
    }

    @Test
    void alertsAreJsonLinesForAProgram() throws IOException {
        log(AlarmEvents.raised("cab1"));
        assertThat(tower("alerts", "--data", folder.toString(), "--json")).isZero();
        assertThat(AlarmCodec.decode(out.toString().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(AlarmEvents.raised("cab1"));
    }

    @Test
    void followingShowsWhatComes() throws Exception {
        log(AlarmEvents.raised("cab1"));
        Thread following = new Thread(() -> tower("alerts", "--data", folder.toString(), "--follow"));
        following.start();
        Awaitility.await().until(() -> out.toString().contains("Cabinet 1"));
        log(AlarmEvents.raised("cab2"));
        Awaitility.await().until(() -> out.toString().contains("cab2"));
        following.interrupt();
        following.join();
        assertThat(out.toString().lines()).hasSize(2);
    }

    private int tower(String... arguments) {
        return TowerProgram.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    private void log(AlarmEvent... events) throws IOException {
        AgentConfiguration configuration = AgentConfiguration.of("tower-0042", folder)
                .withDevices(List.of(Device.of("cab1", "simulator").named("Cabinet 1")));
        Instant yesterday = AlarmEvents.RAISED_AT.minus(1, ChronoUnit.DAYS);
        AlertLog.open(configuration, ZoneOffset.UTC, new ManualClock(yesterday), entry -> {})
                .log(List.of(events));
    }
}
