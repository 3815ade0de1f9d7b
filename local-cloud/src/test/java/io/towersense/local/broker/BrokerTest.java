package io.towersense.local.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.towersense.local.DeviceClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.crt.mqtt5.packets.SubAckPacket;

@Timeout(90)
class BrokerTest {
    private static final Map<String, String> SUBSCRIPTIONS =
            Map.of("plain", "towers/+/telemetry", "basic", "$aws/rules/telemetry/towers/+/telemetry");
    private static final Duration PAUSE = Duration.ofMillis(20);

    @Test
    void aPublishedMessageReachesAnMqttSubscriber() throws Exception {
        try (Broker broker = Broker.start(BrokerOptions.inMemory());
                DeviceClient device = DeviceClient.connect(broker.endpoint(), "device")) {
            device.subscribe("towers/+/commands");
            device.publish("towers/gateway.1/commands", bytes("hello")).get(10, TimeUnit.SECONDS);
            assertThat(device.nextMessage().getPayload()).isEqualTo(bytes("hello"));
        }
    }

    @Test
    void aDurableSubscriptionKeepsTopicBytesAndOrder() throws Exception {
        BlockingQueue<String> taken = new LinkedBlockingQueue<>();
        try (Broker broker = Broker.start(BrokerOptions.inMemory().withSubscriptions(SUBSCRIPTIONS));
                DeviceClient device = DeviceClient.connect(broker.endpoint(), "device")) {
            for (int i = 0; i < 20; i++) {
                device.publish("towers/gate.way:%s/telemetry", bytes("m" + i)).get(10, TimeUnit.SECONDS);
            }
            try (Subscription subscription = Subscription.open(
                    broker.subscriptions(),
                    "plain",
                    (topic, payload) -> taken.add(topic + " " + new String(payload, UTF_8)),
                    PAUSE)) {
                for (int i = 0; i < 20; i++) {
                    assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo("towers/gate.way:%s/telemetry m" + i);
                }
                assertThat(subscription.waiting()).isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void basicIngestTopicsArePublishableAndNobodySubscribesToThem() throws Exception {
        BlockingQueue<String> taken = new LinkedBlockingQueue<>();
        try (Broker broker = Broker.start(BrokerOptions.inMemory().withSubscriptions(SUBSCRIPTIONS));
                DeviceClient device = DeviceClient.connect(broker.endpoint(), "device");
                Subscription subscription = Subscription.open(
                        broker.subscriptions(), "basic", (topic, payload) -> taken.add(topic), PAUSE)) {
            device.publish("$aws/rules/telemetry/towers/gateway-1/telemetry", bytes("x"))
                    .get(10, TimeUnit.SECONDS);
            assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo("$aws/rules/telemetry/towers/gateway-1/telemetry");
            assertThat(device.subscribe("$aws/rules/telemetry/#").getReasonCodes())
                    .containsExactly(SubAckPacket.SubAckReasonCode.NOT_AUTHORIZED);
            assertThat(subscription.taken()).isEqualTo(1);
        }
    }

    @Test
    void aMessageThatWasNotTakenIsOfferedAgainBeforeTheNext() throws Exception {
        BlockingQueue<String> taken = new LinkedBlockingQueue<>();
        AtomicInteger offers = new AtomicInteger();
        try (Broker broker = Broker.start(BrokerOptions.inMemory().withSubscriptions(SUBSCRIPTIONS));
                DeviceClient device = DeviceClient.connect(broker.endpoint(), "device");
                Subscription subscription = Subscription.open(
                        broker.subscriptions(),
                        "plain",
                        (topic, payload) -> {
                            if (offers.incrementAndGet() <= 3) {
                                throw new IOException("not now");
                            }
                            taken.add(new String(payload, UTF_8));
                        },
                        PAUSE)) {
            CompletableFuture<?> first = device.publish("towers/a/telemetry", bytes("first"));
            CompletableFuture<?> second = device.publish("towers/a/telemetry", bytes("second"));
            CompletableFuture.allOf(first, second).get(10, TimeUnit.SECONDS);
            assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo("first");
            assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo("second");
            assertThat(offers).hasValue(5);
            assertThat(subscription.taken()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void aMessageOverTheLimitDisconnectsWhoSentItAndReachesNobody() throws Exception {
        BlockingQueue<Integer> taken = new LinkedBlockingQueue<>();
        try (Broker broker = Broker.start(BrokerOptions.inMemory().withSubscriptions(SUBSCRIPTIONS));
                DeviceClient device = DeviceClient.connect(broker.endpoint(), "device");
                DeviceClient other = DeviceClient.connect(broker.endpoint(), "other");
                Subscription subscription = Subscription.open(
                        broker.subscriptions(), "plain", (topic, payload) -> taken.add(payload.length), PAUSE)) {
            CompletableFuture<?> tooLarge = device.publish("towers/a/telemetry", new byte[PublishLimits.PAYLOAD + 1]);
            assertThat(device.nextDisconnection()).isEqualTo("PACKET_TOO_LARGE");
            assertThat(tooLarge).failsWithin(Duration.ofSeconds(10));
            other.publish("towers/b/telemetry", new byte[PublishLimits.PAYLOAD]).get(10, TimeUnit.SECONDS);
            assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo(PublishLimits.PAYLOAD);
            assertThat(subscription.taken()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aBrokerThatHoldsAllThatItMayAcknowledgesNothingMoreAndLosesNothing() throws Exception {
        AtomicInteger taken = new AtomicInteger();
        int acknowledged = 0;
        BrokerOptions options =
                BrokerOptions.inMemory().withSubscriptions(SUBSCRIPTIONS).withHeldBytes(1 << 20);
        try (Broker broker = Broker.start(options)) {
            try (DeviceClient device = DeviceClient.connect(broker.endpoint(), "device")) {
                CompletableFuture<?> next = device.publish("towers/a/telemetry", new byte[50_000]);
                while (succeeds(next)) {
                    acknowledged++;
                    next = device.publish("towers/a/telemetry", new byte[50_000]);
                }
                assertThat(device.nextDisconnection()).isEqualTo("QUOTA_EXCEEDED");
            }
            assertThat(acknowledged).isBetween(5, 30);
            try (Subscription subscription = Subscription.open(
                    broker.subscriptions(), "plain", (topic, payload) -> taken.incrementAndGet(), PAUSE)) {
                await().until(() -> subscription.waiting() == 0);
            }
        }
        assertThat(taken).hasValue(acknowledged);
    }

    @Test
    void whoDoesNotKnowTheSecretCannotReadSubscriptions() throws Exception {
        try (Broker broker = Broker.start(BrokerOptions.inMemory().withSubscriptions(SUBSCRIPTIONS))) {
            SubscriptionAccess guessed =
                    new SubscriptionAccess(broker.subscriptions().port(), "guessed");
            assertThatThrownBy(() -> CoreSession.open(guessed)).hasMessageContaining("AMQ229031");
        }
    }

    @Test
    void whatWasAcknowledgedOutlivesABrokerWithAJournal(@TempDir Path folder) throws Exception {
        BrokerOptions options = BrokerOptions.inMemory().withJournal(folder).withSubscriptions(SUBSCRIPTIONS);
        try (Broker broker = Broker.start(options);
                DeviceClient device = DeviceClient.connect(broker.endpoint(), "device")) {
            device.publish("towers/a/telemetry", bytes("kept")).get(10, TimeUnit.SECONDS);
        }
        BlockingQueue<String> taken = new LinkedBlockingQueue<>();
        try (Broker broker = Broker.start(options);
                Subscription subscription = Subscription.open(
                        broker.subscriptions(),
                        "plain",
                        (topic, payload) -> taken.add(new String(payload, UTF_8)),
                        PAUSE)) {
            assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo("kept");
            assertThat(subscription.taken()).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aPortInUseIsNamedInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Broker.start(BrokerOptions.inMemory().withPort(taken.getLocalPort())))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " on 127.0.0.1 is in use")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void noThreadIsLeftAfterClosing() throws Exception {
        List<String> before = threads();
        try (Broker broker = Broker.start(BrokerOptions.inMemory().withSubscriptions(SUBSCRIPTIONS));
                Subscription subscription =
                        Subscription.open(broker.subscriptions(), "plain", (topic, payload) -> {}, PAUSE)) {
            assertThat(subscription.waiting()).isZero();
        }
        // Netty's global executor ends by itself after a second of idleness
        await().pollInSameThread().untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
    }

    private static boolean succeeds(CompletableFuture<?> published) throws Exception {
        try {
            published.get(10, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException refused) {
            return false;
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .map(thread -> thread.getName().replaceAll("-\\d+$", ""))
                .sorted()
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
