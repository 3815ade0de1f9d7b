package io.towersense.agent.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.towersense.agent.outbox.Judgement;
import io.towersense.agent.outbox.Lane;
import io.towersense.agent.outbox.OutboxListener;
import io.towersense.agent.outbox.OutboxMessage;
import io.towersense.agent.outbox.OutboxSettings;
import io.towersense.agent.outbox.OutboxStatus;
import io.towersense.agent.outbox.ReadingIdentity;
import io.towersense.agent.outbox.Sampling;
import io.towersense.agent.outbox.SqliteOutbox;
import io.towersense.local.broker.BrokerOptions;
import io.towersense.local.broker.BrokerProcess;
import io.towersense.local.broker.Subscription;
import io.towersense.telemetry.codec.AlarmCodec;
import io.towersense.telemetry.codec.BatchCodec;
import io.towersense.telemetry.message.Topics;
import io.towersense.telemetry.time.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Outbox, delivery and uplink together, with a broker process that is killed. */
@Timeout(180)
class DeliveryTest {
    private static final OutboxSettings SETTINGS = OutboxSettings.DEFAULTS
            .withCommitEvery(Duration.ofMillis(20))
            .withCutEvery(Duration.ofMillis(50))
            .withCutBytes(4096);
    private static final Map<String, String> SUBSCRIPTIONS =
            Map.of("telemetry", "towers/+/telemetry", "alarms", "towers/+/alarms");

    private static final LaneTopics TOPICS = LaneTopics.of(new Topics("towers", "gateway-1"));

    private final Sampling sampling = new Sampling(Clock.system());
    private final Set<ReadingIdentity> added = new HashSet<>();
    private final Set<ReadingIdentity> received = ConcurrentHashMap.newKeySet();
    private final Set<String> alarms = ConcurrentHashMap.newKeySet();
    private final Told told = new Told();

    @TempDir
    Path folder;

    private SqliteOutbox outbox;

    @BeforeEach
    void open() throws InterruptedException {
        outbox = SqliteOutbox.open(folder.resolve("outbox"), SETTINGS, "boot", Clock.system(), OutboxListener.NONE);
    }

    @AfterEach
    void close() {
        outbox.close();
    }

    @Test
    void aBrokerThatIsKilledAndComesBackGetsEverythingAndNothingIsBookedTwice() throws Exception {
        BrokerOptions options =
                BrokerOptions.inMemory().withJournal(folder.resolve("broker")).withSubscriptions(SUBSCRIPTIONS);
        try (BrokerProcess broker = BrokerProcess.start(options);
                Subscription telemetry =
                        Subscription.open(broker.subscriptions(), "telemetry", this::take, Duration.ofMillis(50));
                Subscription events =
                        Subscription.open(broker.subscriptions(), "alarms", this::take, Duration.ofMillis(50))) {
            try (Delivery delivery = deliver(broker)) {
                for (int kill = 0; kill < 2; kill++) {
                    add(400);
                    long killed = broker.pid();
                    ProcessHandle.of(killed).orElseThrow().destroyForcibly();
                    add(400);
                    await().atMost(Duration.ofSeconds(60)).until(() -> broker.pid() != killed);
                }
                outbox.cut();
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> outbox.status().pending() == 0);
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> received.size() == added.size());
            assertThat(received).isEqualTo(added);

            OutboxStatus status = outbox.status();
            assertThat(status.delivered()).isEqualTo(added.size());
            assertThat(status.messages()).isZero();
            assertThat(status.setAsideCount()).isZero();
            assertThat(told.delivered.stream().map(OutboxMessage::sequence))
                    .as("each message is delivered once")
                    .doesNotHaveDuplicates();
            int raised = (int) told.delivered.stream()
                    .filter(message -> message.lane() == Lane.ALARMS)
                    .count();
            await("the alarms, which come over a subscription of their own")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> alarms.size() == raised);
            assertThat(told.states).contains(UplinkState.CONNECTED, UplinkState.DISCONNECTED, UplinkState.CLOSED);
        }
        outbox.close();
        assertThat(SqliteOutbox.read(folder.resolve("outbox")).delivered()).isEqualTo(added.size());
    }

    @Test
    void whatIsOutWhenTheDeliveryIsClosedIsWaitedForAndWrittenDown() {
        FakeUplink uplink = new FakeUplink();
        Delivery delivery = Delivery.start(outbox, uplink, TOPICS, DeliverySettings.DEFAULTS, Clock.system(), told);
        add(1);
        outbox.cut();
        await().until(() -> uplink.sent.size() == 1);
        Thread closing = new Thread(delivery::close);
        closing.start();
        uplink.sent.get(0).accept();
        await().until(() -> !closing.isAlive());
        assertThat(told.delivered).hasSize(1);
        outbox.close();
        assertThat(SqliteOutbox.read(folder.resolve("outbox")).delivered()).isEqualTo(1);
    }

    @Test
    void aBrokerThatNeverAnswersHoldsUpTheEndForABoundedTimeOnly() {
        FakeUplink uplink = new FakeUplink();
        Delivery delivery = Delivery.start(
                outbox,
                uplink,
                TOPICS,
                DeliverySettings.DEFAULTS.withDrain(Duration.ofMillis(100)),
                Clock.system(),
                told);
        add(1);
        outbox.cut();
        await().until(() -> uplink.sent.size() == 1);
        delivery.close();
        assertThat(told.delivered).isEmpty();
        outbox.close();
        assertThat(SqliteOutbox.read(folder.resolve("outbox")).pending()).isEqualTo(1);
    }

    @Test
    void nothingIsLeftRunning() {
        Delivery delivery =
                Delivery.start(outbox, new FakeUplink(), TOPICS, DeliverySettings.DEFAULTS, Clock.system(), told);
        assertThat(threads()).contains("outbox", "delivery");
        delivery.close();
        outbox.close();
        assertThat(threads()).doesNotContain("outbox", "delivery");
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    private Delivery deliver(BrokerProcess broker) {
        MqttSettings settings = MqttSettings.of(broker.endpoint(), "gateway-1", Optional.empty())
                .withRetries(Duration.ofMillis(50), Duration.ofSeconds(1));
        return Delivery.start(
                outbox,
                MqttUplink.create(settings),
                TOPICS,
                DeliverySettings.DEFAULTS.withRetries(Duration.ofMillis(50), Duration.ofSeconds(1)),
                Clock.system(),
                told);
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            Judgement judgement = i % 50 == 49 ? sampling.hot("cab" + i % 3) : sampling.calm("cab" + i % 3);
            outbox.add(judgement);
            added.add(ReadingIdentity.of(judgement.reading().orElseThrow()));
        }
    }

    private void take(String topic, byte[] payload) {
        if (topic.endsWith("/alarms")) {
            alarms.add(AlarmCodec.decode(payload).notificationId());
        } else {
            BatchCodec.decode(payload).readings().forEach(reading -> received.add(ReadingIdentity.of(reading)));
        }
    }

    private static final class Told implements DeliveryListener {
        private final List<OutboxMessage> delivered = new CopyOnWriteArrayList<>();
        private final List<UplinkState> states = new CopyOnWriteArrayList<>();

        @Override
        public void delivered(OutboxMessage message, Instant at) {
            delivered.add(message);
        }

        @Override
        public void uplinkChanged(UplinkState state, String reason) {
            states.add(state);
        }
    }
}
