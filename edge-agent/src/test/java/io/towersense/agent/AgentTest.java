package io.towersense.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.towersense.agent.alertlog.AlertEntry;
import io.towersense.agent.alertlog.AlertLogReader;
import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.Device;
import io.towersense.agent.configuration.Drivers;
import io.towersense.agent.configuration.InvalidConfigurationException;
import io.towersense.agent.configuration.Sensor;
import io.towersense.agent.configuration.UplinkConfiguration;
import io.towersense.agent.outbox.OutboxSettings;
import io.towersense.agent.outbox.ReadingIdentity;
import io.towersense.agent.status.AgentStatus;
import io.towersense.agent.uplink.UplinkState;
import io.towersense.local.broker.Broker;
import io.towersense.local.broker.BrokerOptions;
import io.towersense.local.broker.Subscription;
import io.towersense.sensor.DriverOptions;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.codec.AlarmCodec;
import io.towersense.telemetry.codec.BatchCodec;
import io.towersense.telemetry.message.Batch;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.rule.RuleSet;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent in this process, against a real broker. */
class AgentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static Broker broker;
    private static Subscription telemetry;
    private static Subscription alarms;
    private static final List<Batch> BATCHES = new CopyOnWriteArrayList<>();
    private static final List<AlarmEvent> ALARMS = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private final Heard heard = new Heard();
    private AgentConfiguration configuration;

    @BeforeAll
    static void startBroker() throws IOException {
        broker = Broker.start(BrokerOptions.inMemory()
                .withSubscriptions(Map.of("telemetry", "towers/+/telemetry", "alarms", "towers/+/alarms")));
        Duration pause = Duration.ofMillis(100);
        telemetry = Subscription.open(
                broker.subscriptions(),
                "telemetry",
                (topic, payload) -> BATCHES.add(BatchCodec.decode(payload)),
                pause);
        alarms = Subscription.open(
                broker.subscriptions(), "alarms", (topic, payload) -> ALARMS.add(AlarmCodec.decode(payload)), pause);
    }

    @AfterAll
    static void stopBroker() {
        telemetry.close();
        alarms.close();
        broker.close();
    }

    @BeforeEach
    void configure() throws IOException {
        BATCHES.clear();
        ALARMS.clear();
        temperature("21.5");
        configuration = AgentConfiguration.of("tower-0042", folder.resolve("data"))
                .withUplink(UplinkConfiguration.local(broker.endpoint(), "tower-0042"))
                .withOutbox(OutboxSettings.DEFAULTS
                        .withCommitEvery(Duration.ofMillis(50))
                        .withCutEvery(Duration.ofMillis(200)))
                .withDevices(List.of(thermometer("cab1"), thermometer("cab2")));
    }

    @Test
    void everyReadingThatWasSampledReachesTheBrokerWithTheRulesVersion() throws InterruptedException {
        try (Agent agent = start()) {
            await().atMost(PATIENCE).until(() -> agent.status().sampled() > 100);
            agent.stopSampling();
            await().atMost(PATIENCE).until(() -> agent.status().pending() == 0);
            AgentStatus status = agent.status();
            assertThat(status.outbox().delivered()).isEqualTo(status.sampled());
            assertThat(heard.sampled).hasSize((int) status.sampled());
            assertThat(status.dropped()).isZero();
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(identitiesAtTheBroker())
                        .containsExactlyInAnyOrderElementsOf(
                                heard.sampled.stream().map(ReadingIdentity::of).toList()));
        assertThat(new HashSet<>(identitiesAtTheBroker())).hasSize(heard.sampled.size());
        assertThat(heard.committed).containsAll(identitiesAtTheBroker());
        assertThat(BATCHES)
                .extracting(batch -> batch.rulesVersion().orElse(""))
                .containsOnly(RuleSet.DEFAULTS.version());
    }

    @Test
    void anAlarmIsLoggedDeliveredAndLoggedAsDelivered() throws Exception {
        try (Agent agent = start()) {
            await().atMost(PATIENCE).until(() -> agent.status().uplink().state() == UplinkState.CONNECTED);
            temperature("47.3");
            await().atMost(PATIENCE).until(() -> agent.status().alarms().size() == 2);
            temperature("21.5");
            await().atMost(PATIENCE).until(() -> heard.delivered.size() == 4);
            assertThat(agent.status().alarms()).isEmpty();
        }
        assertThat(heard.logged).hasSize(4).containsExactlyInAnyOrderElementsOf(heard.delivered);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ALARMS).containsExactlyInAnyOrderElementsOf(heard.logged));
        for (String device : List.of("cab1", "cab2")) {
            assertThat(entries().stream()
                            .filter(entry -> entry.event().deviceId().equals(device))
                            .filter(entry -> entry.deliveredAt().isEmpty())
                            .map(AlertEntry::word))
                    .containsExactly("raised", "cleared");
        }
        assertThat(entries())
                .filteredOn(entry -> entry.deliveredAt().isPresent())
                .hasSize(4);
    }

    @Test
    void whatAnAgentLeftBehindIsDeliveredByTheNext() throws InterruptedException {
        AgentConfiguration cutOff =
                configuration.withUplink(UplinkConfiguration.local(URI.create("mqtt://127.0.0.1:1"), "tower-0042"));
        try (Agent agent = Agent.start(cutOff, Clock.system(), heard)) {
            await().atMost(PATIENCE).until(() -> agent.status().sampled() > 10);
            await().atMost(PATIENCE).until(() -> agent.status().uplink().state() == UplinkState.DISCONNECTED);
            assertThat(agent.status().uplink().lastError()).isPresent();
        }
        long left = heard.sampled.size();
        try (Agent agent = start()) {
            await().atMost(PATIENCE).until(() -> agent.status().outbox().delivered() >= left);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(identitiesAtTheBroker())
                        .containsAll(heard.sampled.stream()
                                .limit(left)
                                .map(ReadingIdentity::of)
                                .toList()));
    }

    @Test
    void aFaultIsPartOfTheStatusAndGoesWhenTheSensorAnswers() throws Exception {
        Files.delete(folder.resolve("temperature"));
        try (Agent agent = start()) {
            await().atMost(PATIENCE)
                    .until(() -> agent.status().devices().stream()
                            .allMatch(device -> device.sampling().fault().isPresent()));
            assertThat(heard.faults).isNotEmpty();
            temperature("20");
            await().atMost(PATIENCE)
                    .until(() -> agent.status().devices().stream()
                            .allMatch(device -> device.sampling().fault().isEmpty()));
        }
    }

    @Test
    void aSensorThatFailsIsFaultyAndSilentOnceAndTheOtherDevicesGoOn() throws Exception {
        Device other = Device.of("cab3", "simulator").every(Duration.ofMillis(10));
        configuration = configuration.withDevices(List.of(thermometer("cab1"), other));
        try (Agent agent = start()) {
            await().atMost(PATIENCE).until(() -> agent.status().uplink().state() == UplinkState.CONNECTED);
            Files.delete(folder.resolve("temperature"));
            await().atMost(PATIENCE).until(() -> agent.status().alarms().size() == 2);
            long sampled = agent.status().sampled();
            await().atMost(PATIENCE).until(() -> agent.status().sampled() > sampled + 20);
            assertThat(agent.status().alarms())
                    .extracting(AlarmEvent::rule)
                    .containsExactlyInAnyOrder("faulty", "silent");
            temperature("21.5");
            await().atMost(PATIENCE).until(() -> heard.delivered.size() == 4);
            assertThat(agent.status().alarms()).isEmpty();
        }
        assertThat(heard.logged)
                .allSatisfy(event -> assertThat(event.deviceId()).isEqualTo("cab1"))
                .extracting(event -> event.rule() + " " + event.change().label())
                .containsExactlyInAnyOrder("faulty raised", "silent raised", "silent cleared", "faulty cleared");
        assertThat(heard.logged.get(0).text()).contains("sensor faulty: no temperature in ");
        String log = Files.readString(folder.resolve("data/alerts.log"));
        assertThat(log).contains("sensor faulty: no temperature in ").contains("sensor works again, after ");
    }

    @Test
    void severalSensorsOfADeviceGiveOneReading() throws Exception {
        Sensor thermometer = new Sensor(
                "thermometer-file",
                new DriverOptions(Map.of("file", folder.resolve("temperature").toString())));
        Sensor other = new Sensor("simulator", DriverOptions.NONE);
        Device both = new Device(
                "cab1",
                "Cabinet 1",
                Optional.empty(),
                Optional.empty(),
                List.of(thermometer, other),
                Duration.ofMillis(10),
                Optional.empty(),
                Duration.ZERO);
        configuration = configuration.withDevices(List.of(both));
        try (Agent agent = start()) {
            await().atMost(PATIENCE).until(() -> agent.status().sampled() > 3);
        }
        assertThat(heard.sampled)
                .allSatisfy(reading -> assertThat(reading.values())
                        .containsEntry("temperature", new BigDecimal("21.5"))
                        .containsKeys("humidity", "pressure"));
    }

    @Test
    void wrongOptionsOfAllDevicesAreReportedTogetherAndNothingStaysOpen() throws InterruptedException {
        AgentConfiguration wrong = configuration.withDevices(
                List.of(Device.of("cab1", "thermometer-file"), Device.of("cab2", "barometer"), thermometer("cab3")));
        assertThatThrownBy(() -> Agent.start(wrong, Clock.system(), heard))
                .isInstanceOfSatisfying(
                        InvalidConfigurationException.class,
                        invalid -> assertThat(invalid.lines())
                                .containsExactly(
                                        "configuration: devices[0].options.file: is missing; write, for example, /tmp/temperature",
                                        "configuration: devices[1].driver: 'barometer' is no driver; there are "
                                                + String.join(
                                                        ", ",
                                                        Drivers.installed().names())));
        start().close();
    }

    @Test
    void closingTwiceIsClosing() throws InterruptedException {
        Agent agent = start();
        agent.close();
        agent.close();
        assertThat(agent.status().uplink().state()).isEqualTo(UplinkState.CLOSED);
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

    private static List<ReadingIdentity> identitiesAtTheBroker() {
        return BATCHES.stream()
                .flatMap(batch -> batch.readings().stream())
                .map(ReadingIdentity::of)
                .toList();
    }

    private List<AlertEntry> entries() throws IOException {
        List<AlertEntry> entries = new ArrayList<>();
        try (AlertLogReader reader = new AlertLogReader(configuration.dataFolder())) {
            reader.readTo(entries::add);
        }
        return entries;
    }

    /** What the agent said. */
    private static final class Heard implements AgentListener {
        private final List<Reading> sampled = new CopyOnWriteArrayList<>();
        private final Set<ReadingIdentity> committed = ConcurrentHashMap.newKeySet();
        private final List<AlarmEvent> logged = new CopyOnWriteArrayList<>();
        private final List<AlarmEvent> delivered = new CopyOnWriteArrayList<>();
        private final List<String> faults = new CopyOnWriteArrayList<>();

        @Override
        public void sampled(Reading reading, Duration monotonicAtSampling) {
            sampled.add(reading);
        }

        @Override
        public void committed(List<ReadingIdentity> readings) {
            committed.addAll(readings);
        }

        @Override
        public void logged(AlarmEvent event, Duration monotonicAtLogging) {
            logged.add(event);
        }

        @Override
        public void delivered(AlarmEvent event, Instant at) {
            delivered.add(event);
        }

        @Override
        public void faulted(String deviceId, String reason) {
            faults.add(deviceId + ": " + reason);
        }
    }
}
