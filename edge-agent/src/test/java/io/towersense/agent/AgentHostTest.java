package io.towersense.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.Device;
import io.towersense.agent.configuration.Drivers;
import io.towersense.agent.configuration.InvalidConfigurationException;
import io.towersense.agent.configuration.Transport;
import io.towersense.agent.configuration.UplinkConfiguration;
import io.towersense.agent.uplink.UplinkException;
import io.towersense.agent.uplink.UplinkState;
import io.towersense.local.broker.Broker;
import io.towersense.local.broker.BrokerOptions;
import io.towersense.telemetry.rule.RuleSet;
import io.towersense.telemetry.time.Clock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AgentHostTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final URI NOBODY = URI.create("mqtt://127.0.0.1:1");

    @TempDir
    Path folder;

    @Test
    void devicesAndRulesChangeInPlace() throws Exception {
        try (AgentHost host = start(configuration(NOBODY))) {
            Agent before = host.agent();
            host.configure(configuration(NOBODY).withRules(new RuleSet(List.of())));
            assertThat(host.agent()).isSameAs(before);
            assertThat(host.agent().configuration().rules().rules()).isEmpty();
        }
    }

    @Test
    void anotherUplinkIsTheWorkOfAnotherAgentThatGoesOnWithTheSameOutbox() throws Exception {
        try (Broker broker = Broker.start(BrokerOptions.inMemory());
                AgentHost host = start(configuration(NOBODY))) {
            await().atMost(PATIENCE).until(() -> host.agent().status().sampled() > 10);
            long kept = host.agent().status().outbox().pending();
            host.configure(configuration(broker.endpoint()));
            await().atMost(PATIENCE).until(() -> host.agent().status().uplink().state() == UplinkState.CONNECTED);
            await().atMost(PATIENCE).until(() -> host.agent().status().outbox().delivered() >= kept);
        }
    }

    @Test
    void whereTheOtherAgentDoesNotStartTheOldConfigurationGoesOn() throws Exception {
        try (AgentHost host = start(configuration(NOBODY))) {
            UplinkConfiguration nucleus = new UplinkConfiguration(
                    configuration(NOBODY).uplink().topics(),
                    new Transport.Nucleus(),
                    configuration(NOBODY).uplink().delivery(),
                    false);
            assertThatThrownBy(() -> host.configure(configuration(NOBODY).withUplink(nucleus)))
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("there is no Greengrass nucleus here");
            await().atMost(PATIENCE).until(() -> host.agent().status().sampled() > 0);
            assertThat(host.agent().configuration()).isEqualTo(configuration(NOBODY));
        }
    }

    @Test
    void anOutboxThatAnotherAgentHasIsRefusedAtOnceAndTheOldOneGoesOn() throws Exception {
        AgentConfiguration elsewhere = AgentConfiguration.of("tower-0042", folder.resolve("other"))
                .withUplink(configuration(NOBODY).uplink())
                .withDevices(configuration(NOBODY).devices());
        try (AgentHost holder = start(elsewhere);
                AgentHost host = start(configuration(NOBODY))) {
            assertThatThrownBy(() -> host.configure(elsewhere))
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("another agent has the outbox in " + folder.resolve("other/outbox"));
            long sampled = host.agent().status().sampled();
            await().atMost(PATIENCE).until(() -> host.agent().status().sampled() > sampled);
            assertThat(holder.isLost() || host.isLost()).isFalse();
        }
    }

    @Test
    void whereNeitherConfigurationCanBeWorkedWithItIsLostAndSaysSo() throws Exception {
        AtomicBoolean isBroken = new AtomicBoolean();
        UplinkFactory uplinks = transport -> {
            if (isBroken.get()) {
                throw new UplinkException("by the test");
            }
            return UplinkFactory.STANDALONE.create(transport);
        };
        try (AgentHost host = AgentHost.start(
                configuration(NOBODY),
                Drivers.installed(),
                uplinks,
                ShadowFactory.TOPICS,
                Clock.system(),
                AgentListener.NONE)) {
            isBroken.set(true);
            assertThatThrownBy(() -> host.configure(configuration(URI.create("mqtt://127.0.0.1:2"))))
                    .isInstanceOf(InvalidConfigurationException.class);
            assertThat(host.isLost()).isTrue();
        }
    }

    private AgentHost start(AgentConfiguration configuration) throws InterruptedException {
        return AgentHost.start(
                configuration,
                Drivers.installed(),
                UplinkFactory.STANDALONE,
                ShadowFactory.TOPICS,
                Clock.system(),
                AgentListener.NONE);
    }

    private AgentConfiguration configuration(URI broker) {
        return AgentConfiguration.of("tower-0042", folder.resolve("data"))
                .withUplink(UplinkConfiguration.local(broker, "tower-0042"))
                .withDevices(List.of(Device.of("cab1", "simulator").every(Duration.ofMillis(10))));
    }
}
