package io.towersense.agent.greengrass;

import static io.towersense.agent.greengrass.NucleusBench.IMPATIENT;
import static io.towersense.agent.greengrass.NucleusBench.PATIENT;
import static io.towersense.agent.greengrass.NucleusBench.TOKEN;
import static io.towersense.agent.greengrass.NucleusBench.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.towersense.agent.greengrass.FakeIotCore.Mode;
import io.towersense.agent.uplink.PublishOutcome;
import io.towersense.agent.uplink.PublishOutcome.Accepted;
import io.towersense.agent.uplink.PublishOutcome.Held;
import io.towersense.agent.uplink.PublishOutcome.Refused;
import io.towersense.agent.uplink.PublishOutcome.Unconfirmed;
import io.towersense.agent.uplink.UplinkState;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(120)
class NucleusUplinkTest {
    private static final String TELEMETRY = "towers/gateway-1/telemetry";
    private static final String RECEIPTS = "towers/gateway-1/receipts";

    private final NucleusBench bench = new NucleusBench();
    private final FakeIotCore iotCore = bench.fake.iotCore();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("io.towersense.agent.greengrass");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void close() {
        logger.detachAppender(log);
        bench.close();
    }

    @Test
    void aMessageThatIsAcceptedHasGoneOutByteForByte() {
        try (Nucleus nucleus = bench.connected(PATIENT);
                NucleusUplink uplink = started(nucleus)) {
            assertThat(publish(uplink, "zu heiß")).isEqualTo(new Accepted());
            assertThat(iotCore.published()).singleElement().satisfies(message -> {
                assertThat(message.topic()).isEqualTo(TELEMETRY);
                assertThat(message.text()).isEqualTo("zu heiß");
            });
            assertThat(told).last().asString().startsWith("CONNECTED: connected through the nucleus at ");
        }
    }

    @Test
    void withoutTheRightItIsHeldForTenMinutesAndSaidOnceWithWhatToAdd() {
        iotCore.forbid(TELEMETRY);
        try (Nucleus nucleus = bench.connected(PATIENT);
                NucleusUplink uplink = started(nucleus)) {
            String reason =
                    "the nucleus does not let this component use aws.greengrass#PublishToIoTCore on " + TELEMETRY
                            + "; add both to accessControl.aws.greengrass.ipc.mqttproxy of the component's configuration in a"
                            + " deployment";
            assertThat(publish(uplink, "{}")).isEqualTo(new Held(reason, Duration.ofMinutes(10)));
            assertThat(publish(uplink, "{}")).isInstanceOf(Held.class);
            assertThat(uplink.state()).isEqualTo(UplinkState.HELD);
            assertThat(errors()).containsExactly("not all is taken for the cloud: " + reason);

            iotCore.allow(TELEMETRY);
            assertThat(publish(uplink, "{}")).isEqualTo(new Accepted());
            assertThat(uplink.state()).isEqualTo(UplinkState.CONNECTED);
        }
    }

    @Test
    void whileOneTopicIsForbiddenTheOthersAreTakenAndTheStateSaysThatNotAllIsWell() {
        iotCore.forbid(TELEMETRY);
        try (Nucleus nucleus = bench.connected(PATIENT);
                NucleusUplink uplink = started(nucleus)) {
            assertThat(publish(uplink, "{}")).isInstanceOf(Held.class);
            assertThat(FakeNucleus.soon(uplink.publish("towers/gateway-1/alarms", "{}".getBytes(UTF_8))))
                    .isEqualTo(new Accepted());
            assertThat(uplink.state()).isEqualTo(UplinkState.HELD);
        }
    }

    @Test
    void whoeverMayNotHaveAShadowDeliversAllTheSame() {
        String shadow = "$aws/things/gateway-1/shadow/name/environment/update";
        iotCore.forbid(shadow);
        try (Nucleus nucleus = bench.connected(PATIENT);
                NucleusUplink uplink = started(nucleus)) {
            assertThat(FakeNucleus.soon(uplink.publish(shadow, "{}".getBytes(UTF_8))))
                    .isInstanceOf(Held.class);
            assertThat(uplink.state()).isEqualTo(UplinkState.CONNECTED);
            assertThat(publish(uplink, "{}")).isEqualTo(new Accepted());
        }
    }

    @Test
    void anUplinkThatIsClosedHearsNothingMoreAndAnotherTakesItsPlaceOnTheSameConnection() {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Nucleus nucleus = bench.connected(PATIENT)) {
            for (int i = 0; i < 3; i++) {
                String name = "uplink " + i;
                try (NucleusUplink uplink = started(nucleus)) {
                    uplink.subscribe(RECEIPTS, (topic, payload) -> heard.add(name));
                    await(() -> iotCore.subscriptions().equals(List.of(RECEIPTS)));
                    iotCore.deliver(RECEIPTS, new byte[0]);
                    await(() -> heard.contains(name));
                }
                await(() -> iotCore.subscriptions().isEmpty());
            }
        }
        assertThat(heard).containsExactly("uplink 0", "uplink 1", "uplink 2");
    }

    @Test
    void aFullSpoolHoldsUntilTheCloudIsBack() {
        iotCore.become(Mode.OFFLINE);
        try (Nucleus nucleus = bench.connected(PATIENT);
                NucleusUplink uplink = started(nucleus)) {
            String large = "x".repeat(128 * 1024);
            for (int message = 0; message < 20; message++) {
                assertThat(publish(uplink, large)).isEqualTo(new Accepted());
            }
            assertThat(publish(uplink, "one more")).isInstanceOfSatisfying(Held.class, held -> {
                assertThat(held.reason()).startsWith("the nucleus' message spool is full");
                assertThat(held.pause()).isBetween(Duration.ofMillis(2500), Duration.ofSeconds(5));
            });
            assertThat(uplink.state()).isEqualTo(UplinkState.HELD);

            iotCore.become(Mode.ONLINE);
            assertThat(publish(uplink, "one more")).isEqualTo(new Accepted());
            await(() -> iotCore.published().size() == 21);
        }
    }

    @Test
    void anUnprovisionedNucleusHolds() {
        iotCore.become(Mode.UNPROVISIONED);
        try (Nucleus nucleus = bench.connected(PATIENT);
                NucleusUplink uplink = started(nucleus)) {
            assertThat(publish(uplink, "{}")).isInstanceOfSatisfying(Held.class, held -> {
                assertThat(held.reason()).startsWith("the nucleus is not set up to speak to AWS: ");
                assertThat(held.pause()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
            });
        }
    }

    @Test
    void aMessageThatIsTooLargeIsRefused() {
        try (Nucleus nucleus = bench.connected(PATIENT);
                NucleusUplink uplink = started(nucleus)) {
            assertThat(publish(uplink, "x".repeat(128 * 1024 + 1)))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason())
                                    .startsWith("the nucleus takes no message of this size: "));
            assertThat(uplink.state()).isEqualTo(UplinkState.CONNECTED);
        }
    }

    @Test
    void aSlowAnswerIsAnAnswer() {
        iotCore.fallSilent();
        try (Nucleus nucleus = bench.connected(PATIENT);
                NucleusUplink uplink = started(nucleus)) {
            CompletableFuture<PublishOutcome> slow = uplink.publish(TELEMETRY, new byte[] {'1'});
            await(() -> iotCore.unanswered() == 1);
            assertThat(slow).isNotDone();
            iotCore.answer();
            assertThat(FakeNucleus.soon(slow)).isEqualTo(new Accepted());
        }
    }

    @Test
    void withoutAnAnswerAMessageIsUnconfirmed() {
        iotCore.fallSilent();
        try (Nucleus nucleus = bench.connected(IMPATIENT);
                NucleusUplink uplink = started(nucleus)) {
            assertThat(publish(uplink, "{}"))
                    .isEqualTo(new Unconfirmed(
                            "the nucleus does not answer aws.greengrass#PublishToIoTCore within 700 ms"));
        }
    }

    @Test
    void aMessageThatIsOutWhenTheConnectionDropsIsUnconfirmedAndTheConnectionComesBack() {
        iotCore.fallSilent();
        try (Nucleus nucleus = bench.connected(PATIENT);
                NucleusUplink uplink = started(nucleus)) {
            CompletableFuture<PublishOutcome> lost = uplink.publish(TELEMETRY, new byte[] {'1'});
            await(() -> iotCore.unanswered() == 1);
            bench.fake.dropConnections();
            assertThat(FakeNucleus.soon(lost)).isInstanceOf(Unconfirmed.class);
            await(() -> told.size() >= 4);
            assertThat(told.get(2)).startsWith("DISCONNECTED: the connection to the nucleus has ended");
            iotCore.answer();
            assertThat(publish(uplink, "{}")).isEqualTo(new Accepted());
        }
    }

    @Test
    void withoutANucleusAMessageIsUnconfirmedAtOnce() {
        bench.fake.kill();
        try (Nucleus nucleus = bench.client(TOKEN, IMPATIENT);
                NucleusUplink uplink = started(nucleus)) {
            await(() -> uplink.state() == UplinkState.DISCONNECTED);
            assertThat(uplink.publish(TELEMETRY, new byte[0]))
                    .isCompletedWithValueMatching(outcome -> outcome instanceof Unconfirmed);
        }
    }

    @Test
    void aNucleusThatKnowsAnotherTokenDisconnects() {
        try (Nucleus nucleus = bench.client("another", IMPATIENT);
                NucleusUplink uplink = started(nucleus)) {
            await(() -> uplink.state() == UplinkState.DISCONNECTED);
            assertThat(uplink.reason()).startsWith("the nucleus does not know this process");
        }
    }

    @Test
    void receiptsAreHeardAsTheyComeLateTwiceAndOutOfOrder() {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Nucleus nucleus = bench.connected(PATIENT);
                NucleusUplink uplink = started(nucleus)) {
            uplink.subscribe(RECEIPTS, (topic, payload) -> heard.add(new String(payload, UTF_8)));
            await(() -> iotCore.subscriptions().contains(RECEIPTS));
            publish(uplink, "a");
            publish(uplink, "b");
            List.of("b", "a", "a").forEach(id -> iotCore.deliver(RECEIPTS, id.getBytes(UTF_8)));
            await(() -> heard.size() == 3);
            assertThat(heard).containsExactly("b", "a", "a");
        }
    }

    @Test
    void aSubscriptionThatStaysPendingHoldsNothingUp() {
        iotCore.become(Mode.OFFLINE);
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Nucleus nucleus = bench.connected(IMPATIENT);
                NucleusUplink uplink = started(nucleus)) {
            uplink.subscribe(RECEIPTS, (topic, payload) -> heard.add(topic));
            await(() -> iotCore.pendingSubscriptions().contains(RECEIPTS));
            assertThat(publish(uplink, "{}")).isEqualTo(new Accepted());

            iotCore.become(Mode.ONLINE);
            iotCore.deliver(RECEIPTS, new byte[0]);
            await(() -> heard.size() == 1);
        }
    }

    @Test
    void aSubscriptionThatIsRefusedForNowIsAskedForAgain() {
        iotCore.become(Mode.UNPROVISIONED);
        try (Nucleus nucleus = bench.connected(PATIENT);
                NucleusUplink uplink = started(nucleus)) {
            uplink.subscribe(RECEIPTS, (topic, payload) -> {});
            await(() -> List.copyOf(log.list).stream()
                    .anyMatch(event -> event.getFormattedMessage().contains("is asked for again")));
            iotCore.become(Mode.ONLINE);
            await(() -> iotCore.subscriptions().contains(RECEIPTS));
        }
    }

    @Test
    void aSubscriptionIsThereAgainAfterTheNucleusWasGoneAndWhenItEndsIt() {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Nucleus nucleus = bench.connected(PATIENT);
                NucleusUplink uplink = started(nucleus)) {
            uplink.subscribe(RECEIPTS, (topic, payload) -> heard.add(topic));
            await(() -> iotCore.subscriptions().size() == 1);
            bench.fake.kill();
            bench.fake.comeBack(TOKEN);
            await(() -> iotCore.subscriptions().size() == 1);
            iotCore.endSubscriptions();
            await(() -> iotCore.subscriptions().isEmpty());
            await(() -> iotCore.subscriptions().size() == 1);
            iotCore.deliver(RECEIPTS, new byte[0]);
            await(() -> heard.size() == 1);
        }
    }

    @Test
    void withoutTheRightToSubscribePublishingGoesOnAndTheLogSaysOnceWhatToAdd() {
        iotCore.forbid(RECEIPTS);
        try (Nucleus nucleus = bench.connected(PATIENT);
                NucleusUplink uplink = started(nucleus)) {
            uplink.subscribe(RECEIPTS, (topic, payload) -> {});
            await(() -> !errors().isEmpty());
            assertThat(publish(uplink, "{}")).isEqualTo(new Accepted());
            assertThat(errors())
                    .singleElement()
                    .asString()
                    .contains("aws.greengrass#SubscribeToIoTCore on " + RECEIPTS);
        }
    }

    private NucleusUplink started(Nucleus nucleus) {
        NucleusUplink uplink = NucleusUplink.over(nucleus, Clock.system());
        uplink.start((state, reason) -> told.add(state + ": " + reason));
        return uplink;
    }

    private List<String> errors() {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel() == Level.ERROR)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static PublishOutcome publish(NucleusUplink uplink, String payload) {
        return FakeNucleus.soon(uplink.publish(TELEMETRY, payload.getBytes(UTF_8)));
    }
}
