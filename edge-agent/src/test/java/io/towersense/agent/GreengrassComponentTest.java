package io.towersense.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.towersense.agent.greengrass.ComponentSupervisor;
import io.towersense.agent.greengrass.ComponentSupervisor.State;
import io.towersense.agent.greengrass.FakeNucleus;
import io.towersense.agent.outbox.SqliteOutbox;
import io.towersense.local.broker.Broker;
import io.towersense.local.broker.BrokerOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.aws.greengrass.model.ConfigurationValidityReport;
import software.amazon.awssdk.aws.greengrass.model.ConfigurationValidityStatus;

/** {@code tower agent --greengrass} as a process that a nucleus starts, and supervises. */
@Timeout(180)
class GreengrassComponentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration TO_STOP = Duration.ofSeconds(5);

    private Broker broker;
    private GatewayFolder gateway;
    private FakeNucleus nucleus;

    @BeforeEach
    void open() throws Exception {
        broker = Broker.start(BrokerOptions.inMemory());
        gateway = GatewayFolder.create(broker.endpoint());
        nucleus = gateway.nucleus();
        nucleus.configuration().set(gateway.configuration(List.of(GatewayFolder.cabinet(1, "20ms"))));
    }

    @AfterEach
    void close() throws Exception {
        gateway.close();
        broker.close();
    }

    @Test
    void itRunsOnceItSamplesAndStoresAndEndsCleanlyInTime() throws Exception {
        try (ComponentSupervisor component = supervise(GatewayFolder.TOKEN)) {
            await().atMost(PATIENCE).until(() -> component.state() == State.RUNNING);
            await().atMost(PATIENCE)
                    .until(() ->
                            published().containsAll(List.of("towers/gateway-1/telemetry", "towers/gateway-1/alarms")));
            assertThat(component.stop(TO_STOP)).as(text(component)).isTrue();
            assertThat(component.starts()).isEqualTo(1);
            assertThat(component.warnings()).as("nothing was wrong").isEmpty();
        }
        assertThat(SqliteOutbox.read(gateway.outbox()).sampled()).isPositive();
        assertThat(Files.readString(gateway.data().resolve("status.json")))
                .contains("\"gateway-1-cab1\"")
                .doesNotContain(GatewayFolder.TOKEN);
    }

    @Test
    void aConfigurationThatIsWrongIsNeverRunningAndSaysWhy() throws Exception {
        Map<String, Object> wrong = new LinkedHashMap<>(gateway.configuration(List.of()));
        nucleus.configuration().set(wrong);
        try (ComponentSupervisor component = supervise(GatewayFolder.TOKEN)) {
            await().atMost(PATIENCE).until(() -> component.state() == State.BROKEN);
            assertThat(nucleus.lifecycle().reported()).isEmpty();
            assertThat(text(component))
                    .contains("component configuration: devices: holds no device; write at least one");
        }
    }

    @Test
    void anotherConfigurationIsInForceWithoutARestart() throws Exception {
        try (ComponentSupervisor component = supervise(GatewayFolder.TOKEN)) {
            await().atMost(PATIENCE).until(() -> component.state() == State.RUNNING);
            nucleus.configuration()
                    .update(gateway.configuration(
                            List.of(GatewayFolder.cabinet(1, "20ms"), GatewayFolder.cabinet(2, "25ms"))));
            await().atMost(PATIENCE).until(() -> status().contains("gateway-1-cab2"));
            assertThat(component.starts()).isEqualTo(1);
        }
    }

    @Test
    void aBadOneIsRefusedWithItsReasonAndTheLastGoodOneGoesOn() throws Exception {
        try (ComponentSupervisor component = supervise(GatewayFolder.TOKEN)) {
            await().atMost(PATIENCE).until(() -> component.state() == State.RUNNING);
            Map<String, Object> bad = gateway.configuration(List.of(GatewayFolder.cabinet(1, "20")));
            ConfigurationValidityReport report =
                    nucleus.configuration().validate(bad).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(report.getStatus()).isEqualTo(ConfigurationValidityStatus.REJECTED);
            assertThat(report.getMessage()).contains("devices[0].interval: '20' has no unit");

            nucleus.configuration().update(bad);
            await().atMost(PATIENCE).until(() -> text(component).contains("the configuration before goes on"));
            long before = SqliteOutbox.read(gateway.outbox()).sampled();
            await().atMost(PATIENCE)
                    .until(() -> SqliteOutbox.read(gateway.outbox()).sampled() > before);
            ConfigurationValidityReport good = nucleus.configuration()
                    .validate(gateway.configuration(List.of(GatewayFolder.cabinet(1, "20ms"))))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(good.getStatus()).isEqualTo(ConfigurationValidityStatus.ACCEPTED);
        }
    }

    @Test
    void whileTheNucleusIsGoneItSamplesJudgesAndStoresAndGoesOnDeliveringWhenItIsBack() throws Exception {
        try (ComponentSupervisor component = supervise(GatewayFolder.TOKEN)) {
            await().atMost(PATIENCE).until(() -> !published().isEmpty());
            nucleus.kill();
            await().atMost(PATIENCE).until(() -> status().contains("\"disconnected\""));
            long before = SqliteOutbox.read(gateway.outbox()).sampled();
            await().atMost(PATIENCE)
                    .until(() -> SqliteOutbox.read(gateway.outbox()).sampled() > before + 50);
            int sent = published().size();
            nucleus.comeBack(GatewayFolder.TOKEN);
            await().atMost(PATIENCE).until(() -> published().size() > sent);
            assertThat(component.starts()).isEqualTo(1);
            assertThat(component.state()).isEqualTo(State.RUNNING);
        }
    }

    @Test
    void aRestartedNucleusStartsAnotherAgentAndTheOrphanMakesRoomForIt() throws Exception {
        try (ComponentSupervisor orphan = supervise(GatewayFolder.TOKEN)) {
            await().atMost(PATIENCE).until(() -> orphan.state() == State.RUNNING);
            orphan.abandon();
            nucleus.kill();
            nucleus.comeBack("token-2");
            try (ComponentSupervisor component = supervise("token-2")) {
                await().atMost(PATIENCE).until(() -> component.state() == State.RUNNING);
                assertThat(component.starts()).as(text(component)).isEqualTo(1);
                await("the orphan's end, by itself").atMost(PATIENCE).until(() -> orphan.state() == State.STOPPED);
                assertThat(orphan.starts()).as("nobody starts an orphan again").isEqualTo(1);
                long before = SqliteOutbox.read(gateway.outbox()).sampled();
                await().atMost(PATIENCE)
                        .until(() -> SqliteOutbox.read(gateway.outbox()).sampled() > before);
            }
        }
    }

    @Test
    void outsideOfANucleusItSaysSo() throws Exception {
        try (AgentProcess agent = AgentProcess.start("agent", "--greengrass")) {
            assertThat(agent.exitCode()).isEqualTo(2);
            assertThat(agent.lines()).singleElement().asString().contains("this is no Greengrass component");
        }
    }

    private ComponentSupervisor supervise(String token) {
        return ComponentSupervisor.start(
                AgentProcess.command("agent", "--greengrass"), nucleus.environment(token), nucleus.lifecycle());
    }

    private List<String> published() {
        return new ArrayList<>(nucleus.iotCore().published().stream()
                .map(message -> message.topic())
                .toList());
    }

    private String status() throws Exception {
        Path file = gateway.data().resolve("status.json");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static String text(ComponentSupervisor component) {
        return Stream.concat(component.output().stream(), component.warnings().stream())
                .collect(Collectors.joining("\n"));
    }
}
