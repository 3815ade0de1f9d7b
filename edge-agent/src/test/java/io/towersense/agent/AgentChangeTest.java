package io.towersense.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.Device;
import io.towersense.agent.configuration.InvalidConfigurationException;
import io.towersense.agent.configuration.UplinkConfiguration;
import io.towersense.agent.outbox.OutboxSettings;
import io.towersense.agent.outbox.SqliteOutbox;
import io.towersense.agent.status.AgentStatus;
import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.rule.Level;
import io.towersense.telemetry.rule.LevelRule;
import io.towersense.telemetry.rule.RuleSet;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent that is given another configuration while it runs. */
@Timeout(120)
class AgentChangeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final URI NOBODY = URI.create("mqtt://127.0.0.1:1");

    @TempDir
    Path folder;

    private final Heard heard = new Heard();
    private AgentConfiguration configuration;

    @BeforeEach
    void configure() throws IOException {
        temperature("21.5");
        configuration = AgentConfiguration.of("tower-0042", folder.resolve("data"))
                .withUplink(UplinkConfiguration.local(NOBODY, "tower-0042"))
                .withOutbox(OutboxSettings.DEFAULTS.withCommitEvery(Duration.ofMillis(50)))
                .withDevices(List.of(thermometer("cab1"), thermometer("cab2")));
    }

    @Test
    void anAlarmThatStandsGoesOnUnderTheSameIdWithOtherLimits() throws Exception {
        try (Agent agent = start()) {
            temperature("47.3");
            await().atMost(PATIENCE).until(() -> agent.status().alarms().size() == 2);
            List<String> ids = ids(agent);

            agent.change(configuration.withRules(limits("46", "44")));
            temperature("45.5");
            awaitReadings(20);
            assertThat(ids(agent)).as("46 is the limit, and 44 where it ends").isEqualTo(ids);

            agent.change(configuration.withRules(limits("48", "47")));
            await().atMost(PATIENCE).until(() -> agent.status().alarms().isEmpty());
        }
        assertThat(heard.logged.stream().filter(event -> event.change() == AlarmChange.RAISED))
                .hasSize(2);
    }

    @Test
    void anAlarmWhoseRuleIsNoLongerThereIsCleared() throws Exception {
        try (Agent agent = start()) {
            temperature("47.3");
            await().atMost(PATIENCE).until(() -> agent.status().alarms().size() == 2);
            agent.change(configuration.withRules(new RuleSet(List.of())));
            await().atMost(PATIENCE).until(() -> agent.status().alarms().isEmpty());
        }
    }

    @Test
    void aDeviceThatStaysDoesNotNoticeAndAnotherIsReadAsNowWritten() throws Exception {
        try (Agent agent = start()) {
            awaitReadings(10);
            Device rare = thermometer("cab2").every(Duration.ofHours(1));
            agent.change(configuration.withDevices(List.of(thermometer("cab1"), rare)));
            long sampled = device(agent, "cab2");
            long before = device(agent, "cab1");
            await().atMost(PATIENCE).until(() -> device(agent, "cab1") > before + 50);
            assertThat(device(agent, "cab2")).isLessThanOrEqualTo(sampled + 1);
            AgentStatus status = agent.status();
            assertThat(status.sampled()).isEqualTo(status.outbox().sampled());
        }
    }

    @Test
    void anotherIntervalOrNameOpensNoDriverAnew() throws Exception {
        try (Agent agent = start()) {
            awaitReadings(10);
            int opened = ThermometerFileProvider.opened();
            agent.change(configuration.withDevices(List.of(
                    thermometer("cab1").every(Duration.ofMillis(5)),
                    thermometer("cab2").named("Battery room"))));
            awaitReadings(20);
            assertThat(ThermometerFileProvider.opened()).isEqualTo(opened);
            agent.check(configuration);
            assertThat(ThermometerFileProvider.opened())
                    .as("nor does asking whether it could")
                    .isEqualTo(opened);
        }
    }

    @Test
    void theAlarmsOfADeviceThatLeavesEndAndWhenItComesBackItsRevisionsGoOn() throws Exception {
        try (Agent agent = start()) {
            temperature("47.3");
            await().atMost(PATIENCE).until(() -> agent.status().alarms().size() == 2);
            agent.change(configuration.withDevices(List.of(thermometer("cab1"))));
            assertThat(agent.status().alarms()).extracting(AlarmEvent::deviceId).containsExactly("cab1");
            assertThat(agent.status().devices()).hasSize(1);

            agent.change(configuration);
            await().atMost(PATIENCE).until(() -> agent.status().alarms().size() == 2);
        }
        assertThat(heard.logged.stream()
                        .filter(event -> event.deviceId().equals("cab2"))
                        .map(event -> event.change().label() + " " + event.revision()))
                .containsExactly("raised 1", "cleared 2", "raised 3");
    }

    @Test
    void aDriverThatWillNotHaveItsOptionsChangesNothing() throws Exception {
        try (Agent agent = start()) {
            AgentConfiguration wrong = configuration
                    .withRules(new RuleSet(List.of()))
                    .withDevices(List.of(thermometer("cab1"), Device.of("cab3", "thermometer-file")));
            assertThatThrownBy(() -> agent.change(wrong))
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("devices[1].options.file: is missing");
            temperature("47.3");
            await().atMost(PATIENCE).until(() -> agent.status().alarms().size() == 2);
            assertThat(agent.status().devices()).hasSize(2);
        }
    }

    @Test
    void namesAreThoseOfTheNewConfiguration() throws Exception {
        try (Agent agent = start()) {
            agent.change(
                    configuration.withDevices(List.of(thermometer("cab1").named("Battery room"), thermometer("cab2"))));
            temperature("47.3");
            await().atMost(PATIENCE).until(() -> agent.status().alarms().size() == 2);
        }
        assertThat(Files.readString(folder.resolve("data/alerts.log"))).contains("Battery room");
        assertThat(Files.readString(folder.resolve("data/status.json"))).contains("Battery room");
    }

    @Test
    void nothingThatWasSampledIsLostOverManyChanges() throws Exception {
        try (Agent agent = start()) {
            for (int i = 0; i < 20; i++) {
                Device changing = thermometer("cab2").every(Duration.ofMillis(1 + i % 3));
                agent.change(configuration.withDevices(
                        i % 5 == 4 ? List.of(thermometer("cab1")) : List.of(thermometer("cab1"), changing)));
                awaitReadings(5);
            }
        }
        assertThat(SqliteOutbox.read(folder.resolve("data/outbox")).sampled()).isEqualTo(heard.sampled.size());
        assertThat(heard.sampled.stream().map(reading -> reading.deviceId() + reading.timestamp()))
                .doesNotHaveDuplicates();
    }

    @Test
    void anotherUplinkOrDataFolderIsNothingForARunningAgent() throws Exception {
        try (Agent agent = start()) {
            AgentConfiguration elsewhere =
                    configuration.withUplink(UplinkConfiguration.local(URI.create("mqtt://127.0.0.1:2"), "tower-0042"));
            assertThat(agent.canChangeTo(elsewhere)).isFalse();
            assertThatThrownBy(() -> agent.change(elsewhere)).isInstanceOf(IllegalArgumentException.class);
            assertThat(agent.canChangeTo(configuration.withRules(new RuleSet(List.of()))))
                    .isTrue();
        }
    }

    private static RuleSet limits(String above, String clearAt) {
        Level level = new Level(new BigDecimal(above), new BigDecimal(clearAt), Severity.CRITICAL);
        return new RuleSet(List.of(new LevelRule(
                "temperature-high",
                Metric.TEMPERATURE,
                Direction.ABOVE,
                List.of(level),
                Duration.ZERO,
                Duration.ZERO)));
    }

    private static List<String> ids(Agent agent) {
        return agent.status().alarms().stream()
                .map(AlarmEvent::alarmId)
                .sorted()
                .toList();
    }

    private static long device(Agent agent, String id) {
        return agent.status().devices().stream()
                .filter(device -> device.device().id().equals(id))
                .mapToLong(device -> device.sampling().sampled())
                .sum();
    }

    private void awaitReadings(int count) {
        int before = heard.sampled.size();
        await().atMost(PATIENCE).until(() -> heard.sampled.size() >= before + count);
    }

    private Agent start() throws InterruptedException {
        return Agent.start(configuration, Clock.system(), heard);
    }

    private Device thermometer(String id) {
        return Device.of(id, "thermometer-file")
                .every(Duration.ofMillis(10))
                .withOptions(Map.of("file", folder.resolve("temperature").toString()));
    }

    private void temperature(String celsius) throws IOException {
        Path next = Files.writeString(folder.resolve("temperature.next"), celsius);
        Files.move(next, folder.resolve("temperature"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static final class Heard implements AgentListener {
        private final List<Reading> sampled = new CopyOnWriteArrayList<>();
        private final List<AlarmEvent> logged = new CopyOnWriteArrayList<>();

        @Override
        public void sampled(Reading reading, Duration monotonicAtSampling) {
            sampled.add(reading);
        }

        @Override
        public void logged(AlarmEvent event, Duration monotonicAtLogging) {
            logged.add(event);
        }
    }
}
