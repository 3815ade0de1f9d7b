package io.towersense.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.towersense.agent.alertlog.AlertEntry;
import io.towersense.agent.alertlog.AlertLogReader;
import io.towersense.agent.configuration.DataFolder;
import io.towersense.agent.outbox.OutboxStatus;
import io.towersense.agent.outbox.SqliteOutbox;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The agent as a process that is told to end, and one that is killed. No broker is there: everything has to be kept. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class AgentProcessTest {
    @TempDir
    Path folder;

    private Path config;

    @BeforeEach
    void configure() throws IOException {
        config = Files.writeString(
                folder.resolve("agent.yaml"), """
                gateway: {thing: tower-0042}
                devices:
                  - {id: cab1, name: Cabinet 1, driver: thermometer-file, interval: 20ms, options: {file: %s}}
                uplink: {mqtt: {endpoint: 'mqtt://127.0.0.1:%d'}}
                outbox: {commit_every: 50ms}
                data_folder: data
                """.formatted(folder.resolve("temperature"), portOfNobody()));
        temperature("21.5");
    }

    @Test
    void whatWasSampledIsStoredWhenTheAgentIsToldToEnd() throws Exception {
        try (AgentProcess agent = start()) {
            agent.awaitCommitted(50);
            assertThat(agent.terminate()).as("exit code after SIGTERM").isZero();
            OutboxStatus outbox = SqliteOutbox.read(folder.resolve("data/outbox"));
            assertThat(outbox.sampled()).isEqualTo(agent.committed().size());
            assertThat(outbox.pending()).isEqualTo(outbox.sampled());
            assertThat(Files.readString(folder.resolve("data/status.json")))
                    .contains("\"state\" : \"stopped\"")
                    .contains("\"sampled\" : " + outbox.sampled());
            assertThat(agent.lines()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    @Test
    void theSameAlarmGoesOnUnderTheSameIdHoweverOftenTheAgentIsKilled() throws Exception {
        List<String> committed = new ArrayList<>();
        temperature("47.3");
        for (int life = 0; life < 5; life++) {
            try (AgentProcess agent = start()) {
                agent.awaitCommitted(10);
                agent.kill();
                committed.addAll(agent.committed());
            }
            temperature(life < 3 ? "48." + life : "21.5");
        }
        List<AlertEntry> entries = entries();
        assertThat(entries).extracting(AlertEntry::word).containsExactly("raised", "cleared");
        assertThat(entries).extracting(entry -> entry.event().revision()).containsExactly(1L, 2L);
        assertThat(entries.get(1).event().alarmId())
                .isEqualTo(entries.get(0).event().alarmId());
        assertThat(Files.readAllLines(folder.resolve("data/alerts.log"))).hasSize(2);
        assertThat(new HashSet<>(committed)).as("no identity twice").hasSameSizeAs(committed);
        OutboxStatus outbox = SqliteOutbox.read(folder.resolve("data/outbox"));
        assertThat(outbox.sampled()).as("all that was reported is there").isGreaterThanOrEqualTo(committed.size());
        assertThat(outbox.alarms()).isEqualTo(2);
    }

    @Test
    void killedAtAnyMomentEveryChangeIsLoggedOnceAndInOrder() throws Exception {
        for (int life = 0; life < 6; life++) {
            try (AgentProcess agent = start()) {
                agent.awaitLine("committed");
                for (int change = 0; change < 3; change++) {
                    temperature(change % 2 == 0 ? "50" : "20");
                    int before = agent.committed().size();
                    agent.awaitCommitted(before + 1);
                }
                agent.kill();
            }
        }
        temperature("20");
        try (AgentProcess agent = start()) {
            agent.awaitCommitted(5);
            agent.terminate();
        }
        List<AlertEntry> entries = entries();
        assertThat(entries).hasSizeGreaterThanOrEqualTo(2);
        for (int i = 0; i < entries.size(); i++) {
            assertThat(entries.get(i).word()).isEqualTo(i % 2 == 0 ? "raised" : "cleared");
            assertThat(entries.get(i).event().revision()).isEqualTo(i + 1);
            assertThat(entries.get(i).event().alarmId())
                    .isEqualTo(entries.get(i - i % 2).event().alarmId());
        }
        assertThat(entries).as("the last change is the clear").hasSize(entries.size() / 2 * 2);
        assertThat(SqliteOutbox.read(folder.resolve("data/outbox")).alarms()).isEqualTo(entries.size());
    }

    @Test
    void aSecondAgentWaitsForTheFirstToGo() throws Exception {
        try (AgentProcess first = start()) {
            first.awaitCommitted(1);
            try (AgentProcess second = start()) {
                second.awaitLine("Another agent");
                assertThat(second.committed()).isEmpty();
                first.kill();
                second.awaitCommitted(1);
                assertThat(second.terminate()).isZero();
            }
        }
    }

    @Test
    void anAgentThatWaitsForAnotherCanBeToldToEnd() throws Exception {
        try (AgentProcess first = start()) {
            first.awaitCommitted(1);
            try (AgentProcess second = start()) {
                second.awaitLine("Another agent");
                assertThat(second.terminate()).isZero();
            }
        }
    }

    @Test
    void aMistakeInTheConfigurationIsOneLineAndExitCodeTwo() throws Exception {
        Files.writeString(config, Files.readString(config).replace("commit_every: 50ms", "commit_every: 50"));
        try (AgentProcess agent = start()) {
            assertThat(agent.exitCode()).isEqualTo(2);
            assertThat(agent.lines())
                    .containsExactly("tower: " + config + ":5: outbox.commit_every: '50' has no unit; write 50s");
        }
    }

    @Test
    void aMissingOptionOfADriverIsOneLineWithItsPlace() throws Exception {
        String text = Files.readString(config).replaceAll(", options: \\{[^}]*}", "");
        Files.writeString(config, text);
        try (AgentProcess agent = start()) {
            assertThat(agent.exitCode()).isEqualTo(2);
            assertThat(agent.lines())
                    .containsExactly("tower: " + config
                            + ":3: devices[0].options.file: is missing; write, for example, /tmp/temperature");
        }
    }

    @Test
    void aDataFolderThatCannotBeUsedIsOneLineAndExitCodeOne() throws Exception {
        Files.writeString(folder.resolve("data"), "in the way");
        try (AgentProcess agent = start()) {
            assertThat(agent.exitCode()).isEqualTo(1);
            assertThat(agent.lines()).hasSize(1);
            assertThat(agent.lines().get(0)).startsWith("tower: " + folder.resolve("data"));
        }
    }

    @Test
    void theStatusIsTheAgentsAndTellsWhenItIsGone() throws Exception {
        temperature("47.3");
        try (AgentProcess agent = start()) {
            agent.awaitCommitted(1);
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                List<String> page = run(1, "status", "--config", config.toString());
                assertThat(page)
                        .anyMatch(line -> line.startsWith("ALARM     critical: Cabinet 1: temperature 47.3 °C"));
                assertThat(page).noneMatch(line -> line.startsWith("AGENT "));
            });
            agent.kill();
        }
        assertThat(run(1, "status", "--config", config.toString()))
                .anyMatch(line -> line.startsWith("AGENT     does not run"));
    }

    private static List<String> run(int exitCode, String... arguments) throws Exception {
        try (AgentProcess command = AgentProcess.start(arguments)) {
            assertThat(command.exitCode()).as("%s", command.lines()).isEqualTo(exitCode);
            return command.lines();
        }
    }

    private AgentProcess start() throws IOException {
        return AgentProcess.start("agent", "--config", config.toString(), "--print-committed");
    }

    /** Sets the temperature, at once for whoever reads it. */
    private void temperature(String celsius) throws IOException {
        Path next = Files.writeString(folder.resolve("temperature.next"), celsius);
        Files.move(next, folder.resolve("temperature"), StandardCopyOption.ATOMIC_MOVE);
    }

    private List<AlertEntry> entries() throws IOException {
        List<AlertEntry> entries = new ArrayList<>();
        try (AlertLogReader reader = new AlertLogReader(new DataFolder(folder.resolve("data")))) {
            reader.readTo(entries::add);
        }
        return entries;
    }

    private static int portOfNobody() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
