package io.towersense.agent.greengrass;

import static io.towersense.agent.greengrass.NucleusBench.TOKEN;
import static io.towersense.agent.greengrass.NucleusBench.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.agent.greengrass.ComponentSupervisor.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class SupervisedComponentTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final NucleusBench bench = new NucleusBench();
    private final FakeNucleus fake = bench.fake;

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void itRunsAndEndsCleanOnSigtermWithRequestsAnsweredInItsShutdownHook() throws Exception {
        try (ComponentSupervisor supervisor = supervise(TOKEN)) {
            await(() -> supervisor.state() == State.RUNNING);
            assertThat(supervisor.stop(PATIENCE)).isTrue();
            assertThat(supervisor.output())
                    .containsSubsequence("CONNECTING", "CONNECTED", "holds the outbox", "CLOSED", "ends: Accepted[]");
            assertThat(fake.iotCore().published())
                    .singleElement()
                    .satisfies(message -> assertThat(message.text()).isEqualTo("bye"));
        }
    }

    @Test
    void itEndsCleanWhileTheNucleusIsGone() throws Exception {
        try (ComponentSupervisor supervisor = supervise(TOKEN)) {
            await(() -> supervisor.state() == State.RUNNING);
            fake.kill();
            await(() -> supervisor.output().contains("DISCONNECTED"));
            assertThat(supervisor.stop(PATIENCE)).isTrue();
            assertThat(supervisor.output()).anyMatch(line -> line.startsWith("ends: Unconfirmed"));
            assertThat(supervisor.warnings()).isEmpty();
        }
    }

    @Test
    void anOrphanLeavesTheOutboxToTheAgentThatTheRestartedNucleusHasStarted() throws Exception {
        try (ComponentSupervisor old = supervise(TOKEN)) {
            await(() -> old.state() == State.RUNNING);
            fake.kill();
            fake.comeBack("token-2");
            try (ComponentSupervisor restarted = supervise("token-2")) {
                await(() -> restarted.output().contains("holds the outbox"));
                await(() -> restarted.state() == State.RUNNING);
                await(() -> old.output().stream().anyMatch(line -> line.startsWith("ends: ")));
            }
        }
    }

    @Test
    void aComponentThatIsRefusedTimeAndAgainIsNeverBroken() throws Exception {
        try (ComponentSupervisor supervisor = supervise("a token that nobody knows")) {
            await(() -> supervisor.starts() == 3);
            int refusals = fake.refusals();
            await(() -> supervisor.output().stream()
                            .filter("holds the outbox"::equals)
                            .count()
                    == 3);
            await(() -> fake.refusals() >= refusals + 10);
            assertThat(supervisor.state()).isEqualTo(State.STARTING);
            assertThat(supervisor.starts()).isEqualTo(3);
            assertThat(supervisor.stop(PATIENCE)).isTrue();
        }
    }

    @Test
    void killedItIsStartedAgainAndReportsAgain() throws Exception {
        try (ComponentSupervisor supervisor = supervise(TOKEN)) {
            await(() -> supervisor.state() == State.RUNNING);
            supervisor.kill();
            await(() -> supervisor.starts() == 2 && supervisor.state() == State.RUNNING);
            assertThat(fake.lifecycle().reported()).containsExactly("RUNNING", "RUNNING");
        }
    }

    private ComponentSupervisor supervise(String token) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                SupervisedComponent.class.getName(),
                folder.toString());
        return ComponentSupervisor.start(command, fake.environment(token), fake.lifecycle());
    }
}
