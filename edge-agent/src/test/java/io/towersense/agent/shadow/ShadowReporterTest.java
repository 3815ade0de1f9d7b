package io.towersense.agent.shadow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.OverrideOutcome;
import io.towersense.agent.status.AgentStatus;
import io.towersense.telemetry.time.Clock;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShadowReporterTest {
    private static final AgentConfiguration CONFIGURATION = AgentConfiguration.of("tower-0042", Path.of("/data"));

    private final FakeShadowStore store = new FakeShadowStore();

    @Test
    void itReportsByItself() {
        try (ShadowReporter reporter = start(new Agent())) {
            await().until(() -> !store.shadow().state("reported").isMissingNode());
            reporter.changed();
            assertThat(store.shadow()
                            .state("reported")
                            .path("gateway")
                            .path("thing")
                            .asText())
                    .isEqualTo("tower-0042");
        }
    }

    @Test
    void itEndsWhileTheShadowIsSilentAndLeavesNoThreadBehind() {
        store.fallSilent();
        ShadowReporter reporter = start(new Agent());
        await().until(() -> store.reads() == 1);
        reporter.close();
        reporter.close();
        assertThat(threads()).doesNotContain("shadow");
        store.giveUp();
    }

    @Test
    void anAgentThatFailsOverWhatIsDesiredIsARefusal() {
        store.shadow().desire("{\"interval\":\"1s\"}");
        try (ShadowReporter reporter = start(new Agent() {
            @Override
            public OverrideOutcome override(byte[] desired) {
                throw new IllegalStateException("no drivers any more");
            }
        })) {
            await().until(() -> !store.shadow().state("reported").isMissingNode());
            reporter.changed();
            assertThat(store.shadow().state("reported").path("desired").toString())
                    .contains("refused", "cannot be put in force: no drivers any more");
        }
    }

    private ShadowReporter start(ShadowedAgent agent) {
        return ShadowReporter.start(store, agent, ShadowSettings.DEFAULTS, Clock.system());
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toSet());
    }

    /** An agent that takes whatever is desired. */
    private static class Agent implements ShadowedAgent {
        @Override
        public AgentConfiguration configuration() {
            return CONFIGURATION;
        }

        @Override
        public AgentStatus status() {
            return Statuses.status(List.of(), List.of());
        }

        @Override
        public OverrideOutcome override(byte[] desired) {
            return new OverrideOutcome.Applied(CONFIGURATION);
        }
    }
}
