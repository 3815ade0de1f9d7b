package io.towersense.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.towersense.cli.program.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aCoolingFailureIsStoredLoggedAndNotifiedOnceAndOnceMoreWhenItIsOver() throws Exception {
        Program demo = Program.run(
                "demo",
                "--devices=10",
                "--interval=200ms",
                "--duration=15s",
                "--seed=1",
                "--scenario=cooling-failure",
                "--data=" + folder,
                "--json");
        assertThat(demo.exitCode()).as(demo.err()).isZero();
        JsonNode report = new ObjectMapper().readTree(demo.lastLine());
        assertThat(report.get("sampled").asLong()).isGreaterThan(500);
        assertThat(report.get("stored")).isEqualTo(report.get("sampled"));
        for (String nothing : new String[] {"superseded", "quarantined", "dropped", "pending"}) {
            assertThat(report.get(nothing).asLong()).as(nothing).isZero();
        }
        for (String once :
                new String[] {"alarms_raised", "alarms_cleared", "notifications_raised", "notifications_cleared"}) {
            assertThat(report.get(once).asLong()).as(once).isEqualTo(1);
        }
        for (String latency : new String[] {"latency_ms", "alert_log_ms", "notification_ms"}) {
            assertThat(report.get(latency).get("p50").isNumber()).as(latency).isTrue();
            assertThat(report.get(latency).get("p99").isNumber()).as(latency).isTrue();
        }
        assertThat(Files.readString(folder.resolve("agent/alerts.log")))
                .containsOnlyOnce("RAISED")
                .containsOnlyOnce("CLEARED")
                .contains("DELIVERED")
                .contains("Cabinet 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sensor-frozen", "sensor-dead"})
    void aSensorThatFailsIsFaultyAndSilentInTheLogAndAsNotificationsUntilItIsOver(String scenario) throws Exception {
        Program demo = Program.run(
                "demo",
                "--devices=3",
                "--interval=200ms",
                "--duration=20s",
                "--seed=1",
                "--scenario=" + scenario,
                "--data=" + folder,
                "--json");
        assertThat(demo.exitCode()).as(demo.err()).isZero();
        JsonNode report = new ObjectMapper().readTree(demo.lastLine());
        for (String twice :
                new String[] {"alarms_raised", "alarms_cleared", "notifications_raised", "notifications_cleared"}) {
            assertThat(report.get(twice).asLong()).as(twice).isEqualTo(2);
        }
        assertThat(Files.readString(folder.resolve("agent/alerts.log")))
                .contains("sensor faulty: ")
                .contains("no usable reading for ")
                .contains("sensor works again, after ")
                .contains("usable readings come again, after ");
        assertThat(Files.readString(folder.resolve("cloud/notifications.jsonl")))
                .contains("[SIMULATED] [MINOR] Sensor faulty: tower-0001")
                .contains("[SIMULATED] [MAJOR] No readings: tower-0001")
                .contains("[SIMULATED] [CLEARED] Sensor faulty: tower-0001")
                .contains("[SIMULATED] [CLEARED] No readings: tower-0001");
    }

    @Test
    void anUnknownScenarioNamesThoseThatThereAre() {
        Program demo = Program.run("demo", "--scenario=earthquake", "--data=" + folder, "--json");
        assertThat(demo.exitCode()).isEqualTo(2);
        assertThat(demo.errors())
                .last()
                .asString()
                .startsWith("tower: --scenario: ")
                .contains("earthquake")
                .contains("cooling-failure");
        assertThat(demo.err()).doesNotContain("\tat ");
    }

    @Test
    void anOptionOfARecordingWithoutOneIsWrongUsage() {
        Program demo = Program.run("demo", "--map=temperature=T");
        assertThat(demo.exitCode()).isEqualTo(2);
        assertThat(demo.err()).contains("--map").contains("--replay");
    }

    @Test
    void aDurationWithoutItsUnitSaysWhatToWrite() {
        Program demo = Program.run("demo", "--duration=60");
        assertThat(demo.exitCode()).isEqualTo(2);
        assertThat(demo.err()).contains("'60' has no unit; write 60s");
    }

    @Test
    void aRecordingWithoutTheMappedColumnNamesThoseThatItHas() throws Exception {
        Path csv = Files.writeString(
                folder.resolve("room.csv"), "time,Temperature,Humidity\n2026-11-22 10:00:00,21.5,40\n");
        Program demo =
                Program.run("demo", "--replay=" + csv, "--map=temperature=Temprature", "--data=" + folder, "--json");
        assertThat(demo.exitCode()).isEqualTo(2);
        assertThat(demo.errors())
                .last()
                .asString()
                .startsWith("tower: --map: ")
                .contains("Temprature")
                .contains("Temperature");
        assertThat(demo.err()).doesNotContain("\tat ");
    }
}
