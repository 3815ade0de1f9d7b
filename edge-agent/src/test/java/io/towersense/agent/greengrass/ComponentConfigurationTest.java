package io.towersense.agent.greengrass;

import static io.towersense.agent.greengrass.NucleusBench.IMPATIENT;
import static io.towersense.agent.greengrass.NucleusBench.PATIENT;
import static io.towersense.agent.greengrass.NucleusBench.TOKEN;
import static io.towersense.agent.greengrass.NucleusBench.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.aws.greengrass.model.ConfigurationValidityReport;
import software.amazon.awssdk.aws.greengrass.model.ConfigurationValidityStatus;

@Timeout(120)
class ComponentConfigurationTest {
    private static final Duration SHORTLY = Duration.ofSeconds(5);

    private final NucleusBench bench = new NucleusBench();
    private final FakeConfiguration fake = bench.fake.configuration();
    private final List<Map<String, Object>> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void itIsReadWholeAsItWasWrittenWithoutTheRights() throws Exception {
        fake.set(Map.of(
                "interval",
                5.0,
                "threshold",
                45.5,
                "devices",
                List.of(Map.of("address", 118.0, "simulated", true)),
                "accessControl",
                Map.of("aws.greengrass.ipc.mqttproxy", Map.of())));
        try (Nucleus nucleus = bench.client(TOKEN, PATIENT);
                ComponentConfiguration configuration = ComponentConfiguration.of(nucleus, Clock.system())) {
            assertThat(configuration.read(SHORTLY))
                    .isEqualTo(Map.of(
                            "interval",
                            5.0,
                            "threshold",
                            45.5,
                            "devices",
                            List.of(Map.of("address", 118.0, "simulated", true))));
        }
    }

    @Test
    void aNucleusThatDoesNotAnswerIsNamedAfterABoundedTime() {
        fake.setSilent(true);
        try (Nucleus nucleus = bench.connected(IMPATIENT);
                ComponentConfiguration configuration = ComponentConfiguration.of(nucleus, Clock.system())) {
            assertThatThrownBy(() -> configuration.read(Duration.ofMillis(100)))
                    .hasMessage("the nucleus does not answer aws.greengrass#GetConfiguration within 700 ms");
        }
    }

    @Test
    void aNucleusThatIsNotThereIsNamedAtOnce() {
        bench.fake.kill();
        try (Nucleus nucleus = bench.client(TOKEN, IMPATIENT);
                ComponentConfiguration configuration = ComponentConfiguration.of(nucleus, Clock.system())) {
            assertThatThrownBy(() -> configuration.read(Duration.ZERO))
                    .isInstanceOf(NucleusException.class)
                    .hasMessageContaining("nucleus");
        }
    }

    @Test
    void aBurstOfChangesIsReadOnce() throws Exception {
        fake.set(Map.of("interval", 5.0));
        try (Nucleus nucleus = bench.client(TOKEN, PATIENT);
                ComponentConfiguration configuration = ComponentConfiguration.of(nucleus, Clock.system())) {
            configuration.read(SHORTLY);
            configuration.onChange(told::add);
            await(() -> fake.readings() == 2); // for what may have changed before the stream was open
            fake.update(Map.of("interval", 7.0, "rules", Map.of("a", 1.0, "b", 2.0), "site", Map.of("name", "Nord")));
            await(() -> told.size() == 1);
            assertThat(told.get(0)).containsEntry("interval", 7.0);
            assertThat(fake.readings()).isEqualTo(3);
        }
    }

    @Test
    void aChangeWhileTheConnectionWasGoneIsHeardOf() throws Exception {
        fake.set(Map.of("interval", 5.0));
        try (Nucleus nucleus = bench.client(TOKEN, PATIENT);
                ComponentConfiguration configuration = ComponentConfiguration.of(nucleus, Clock.system())) {
            configuration.read(SHORTLY);
            configuration.onChange(told::add);
            await(() -> fake.watchers() == 1);
            bench.fake.kill();
            fake.set(Map.of("interval", 6.0));
            bench.fake.comeBack(TOKEN);
            await(() -> told.size() == 1);
            assertThat(told).containsExactly(Map.of("interval", 6.0));
        }
    }

    @Test
    void aBadConfigurationIsRefusedWithOurWordsAndAGoodOneIsAccepted() {
        try (Nucleus nucleus = bench.client(TOKEN, PATIENT);
                ComponentConfiguration configuration = ComponentConfiguration.of(nucleus, Clock.system())) {
            configuration.validateWith(candidate -> candidate.containsValue(60.0)
                    ? Optional.of("rules[2].within: '60' has no unit; write 60s")
                    : Optional.empty());
            await(() -> fake.validators() == 1);

            ConfigurationValidityReport bad = FakeNucleus.soon(fake.validate(Map.of("within", 60.0)));
            assertThat(bad.getStatus()).isEqualTo(ConfigurationValidityStatus.REJECTED);
            assertThat(bad.getMessage()).isEqualTo("rules[2].within: '60' has no unit; write 60s");
            assertThat(FakeNucleus.soon(fake.validate(Map.of("within", "60s"))).getStatus())
                    .isEqualTo(ConfigurationValidityStatus.ACCEPTED);
        }
    }
}
