package io.towersense.agent.greengrass;

import static io.towersense.agent.greengrass.NucleusBench.IMPATIENT;
import static io.towersense.agent.greengrass.NucleusBench.PATIENT;
import static io.towersense.agent.greengrass.NucleusBench.TOKEN;
import static io.towersense.agent.greengrass.NucleusBench.await;
import static io.towersense.agent.greengrass.NucleusBench.fault;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.agent.greengrass.NucleusFault.Closed;
import io.towersense.agent.greengrass.NucleusFault.Unsupported;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.aws.greengrass.model.ConfigurationUpdateEvents;
import software.amazon.awssdk.aws.greengrass.model.GetConfigurationRequest;
import software.amazon.awssdk.aws.greengrass.model.GetConfigurationResponse;
import software.amazon.awssdk.aws.greengrass.model.ListComponentsRequest;
import software.amazon.awssdk.aws.greengrass.model.SubscribeToConfigurationUpdateRequest;

@Timeout(120)
class NucleusTest {
    private static final Right READ = Right.own("aws.greengrass#GetConfiguration");

    private final NucleusBench bench = new NucleusBench();
    private final FakeNucleus fake = bench.fake;
    private final NucleusLog log = new NucleusLog();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theRightTokenIsLetInAndRequestsAreAnswered() {
        try (Nucleus nucleus = bench.connected(PATIENT)) {
            nucleus.listen(log);
            assertThat(read(nucleus)).succeedsWithin(Duration.ofSeconds(30));
            assertThat(log.lines).containsExactly("connected");
            assertThat(fake.connections()).isOne();
        }
    }

    @Test
    void aWrongTokenIsRefusedAndTriedAgain() {
        try (Nucleus nucleus = bench.client("another", IMPATIENT)) {
            nucleus.listen(log);
            await(() -> fake.refusals() >= 3);
            assertThat(log.last())
                    .isEqualTo("refused: the nucleus does not know this process: it was started by another one");
            assertThat(nucleus.absence())
                    .hasValueSatisfying(
                            absence -> assertThat(absence.isRefused()).isTrue());
            assertThat(fault(read(nucleus))).isInstanceOf(Closed.class);
        }
    }

    @Test
    void aRequestThatIsNeverAnsweredTimesOut() {
        fake.configuration().setSilent(true);
        try (Nucleus nucleus = bench.connected(IMPATIENT)) {
            assertThat(fault(read(nucleus)).text())
                    .isEqualTo("the nucleus does not answer aws.greengrass#GetConfiguration within 700 ms");
            assertThat(nucleus.absence()).isPresent();
            fake.configuration().setSilent(false);
            read(nucleus).join();
            assertThat(nucleus.absence()).isEmpty();
        }
    }

    @Test
    void aRequestInFlightWhenTheConnectionDropsIsCompleted() {
        fake.configuration().setSilent(true);
        try (Nucleus nucleus = bench.connected(PATIENT)) {
            nucleus.listen(log);
            CompletableFuture<?> reading = read(nucleus);
            await(() -> fake.configuration().readings() == 1);
            fake.dropConnections();
            assertThat(fault(reading)).isInstanceOf(Closed.class);
            await(() -> log.lines.size() == 3);
            assertThat(log.lines.get(1)).startsWith("lost: the connection to the nucleus has ended");
            assertThat(log.last()).isEqualTo("connected");
        }
    }

    @Test
    void aNucleusThatIsGoneAndComesBackWithTheSameTokenIsFoundAgain() {
        try (Nucleus nucleus = bench.connected(PATIENT)) {
            nucleus.listen(log);
            fake.kill();
            await(() -> log.lines.size() >= 3);
            assertThat(log.last())
                    .startsWith("lost: the nucleus cannot be reached at ")
                    .endsWith("; look whether it runs: systemctl status greengrass");
            assertThat(nucleus.absence())
                    .hasValueSatisfying(
                            absence -> assertThat(absence.isRefused()).isFalse());
            fake.comeBack(TOKEN);
            await(() -> nucleus.absence().isEmpty());
            read(nucleus).join();
        }
    }

    @Test
    void aNucleusThatComesBackWithAnotherTokenRefuses() {
        try (Nucleus nucleus = bench.connected(PATIENT)) {
            nucleus.listen(log);
            fake.kill();
            fake.comeBack("token-2");
            await(() -> nucleus.absence().map(Absence::isRefused).orElse(false));
            assertThat(log.last()).startsWith("refused: ");
        }
    }

    @Test
    void whatTheNucleusHasNoHandlerForIsNamed() {
        try (Nucleus nucleus = bench.connected(PATIENT)) {
            CompletableFuture<?> listing = nucleus.call(
                    Right.own("aws.greengrass#ListComponents"),
                    client -> client.listComponentsAsync(new ListComponentsRequest()));
            assertThat(fault(listing))
                    .isEqualTo(
                            new Unsupported("Operation aws.greengrass#ListComponents is not supported by Greengrass"));
        }
    }

    @Test
    void aSubscriptionIsAskedForAgainOnEachConnection() {
        List<String> opened = new CopyOnWriteArrayList<>();
        try (Nucleus nucleus = bench.client(TOKEN, PATIENT)) {
            subscribe(nucleus, opened);
            await(() -> opened.size() == 1);
            fake.dropConnections();
            await(() -> opened.size() == 2 && fake.configuration().watchers() == 1);
        }
    }

    @Test
    void closedInEveryStateItLeavesNoThreadBehind() {
        fake.configuration().setSilent(true);
        Nucleus withARequestOut = bench.connected(PATIENT);
        CompletableFuture<?> reading = read(withARequestOut);
        withARequestOut.close();
        assertThat(fault(reading)).isInstanceOf(Closed.class);
        assertThat(withARequestOut.isThreadAlive()).isFalse();

        Nucleus refused = bench.client("another", IMPATIENT);
        await(() -> fake.refusals() > 0);
        refused.close();
        assertThat(refused.isThreadAlive()).isFalse();

        fake.iotCore().become(FakeIotCore.Mode.OFFLINE);
        Nucleus withASubscriptionPending = bench.connected(PATIENT);
        NucleusUplink.over(withASubscriptionPending, Clock.system()).subscribe("topic", (topic, payload) -> {});
        await(() -> fake.iotCore().pendingSubscriptions().contains("topic"));
        withASubscriptionPending.close();
        assertThat(withASubscriptionPending.isThreadAlive()).isFalse();

        fake.kill();
        Nucleus withoutANucleus = bench.client(TOKEN, IMPATIENT);
        withoutANucleus.close();
        assertThat(withoutANucleus.isThreadAlive()).isFalse();
        withoutANucleus.close();

        await(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("nucleus")));
    }

    private static void subscribe(Nucleus nucleus, List<String> opened) {
        var unused = nucleus.<ConfigurationUpdateEvents>subscribe(
                Right.own("aws.greengrass#SubscribeToConfigurationUpdate"),
                (client, events) ->
                        client.subscribeToConfigurationUpdateAsync(new SubscribeToConfigurationUpdateRequest(), events),
                event -> {},
                () -> opened.add("opened"));
    }

    private static CompletableFuture<GetConfigurationResponse> read(Nucleus nucleus) {
        return nucleus.call(READ, client -> client.getConfigurationAsync(new GetConfigurationRequest()));
    }
}
