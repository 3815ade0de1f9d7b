package io.towersense.agent.uplink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.towersense.agent.outbox.Lane;
import io.towersense.local.broker.Broker;
import io.towersense.local.broker.BrokerOptions;
import io.towersense.local.broker.Subscription;
import io.towersense.telemetry.message.Topics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class MqttUplinkTest {
    private static final Topics TOPICS = new Topics("towers", "gateway-1");

    private static final String TELEMETRY = TOPICS.telemetry();

    private final UplinkLog log = new UplinkLog();

    @Test
    void eachLaneHasItsTopicAndTheBytesArriveAsTheyWereSent() throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        BrokerOptions options = BrokerOptions.inMemory().withSubscriptions(Map.of("all", "towers/#"));
        try (Broker broker = Broker.start(options);
                Subscription reading = Subscription.open(
                        broker.subscriptions(),
                        "all",
                        (topic, payload) -> received.add(topic + " " + new String(payload, UTF_8)),
                        Duration.ofMillis(50));
                MqttUplink uplink = connected(settings(broker.endpoint()))) {
            assertThat(publish(uplink, TELEMETRY, "{\"readings\":[]}")).isEqualTo(new PublishOutcome.Accepted());
            assertThat(publish(uplink, TOPICS.alarms(), "{\"text\":\"zu heiß\"}"))
                    .isEqualTo(new PublishOutcome.Accepted());
            await().until(() -> reading.taken() == 2);
            assertThat(received)
                    .containsExactly(
                            "towers/gateway-1/telemetry {\"readings\":[]}",
                            "towers/gateway-1/alarms {\"text\":\"zu heiß\"}");
        }
    }

    @Test
    void basicIngestIsASettingOfEachLane() throws Exception {
        List<String> received = new CopyOnWriteArrayList<>();
        BrokerOptions options = BrokerOptions.inMemory()
                .withSubscriptions(Map.of("rule", "$aws/rules/readings/#", "plain", "towers/#"));
        try (Broker broker = Broker.start(options);
                Subscription ruled = Subscription.open(
                        broker.subscriptions(),
                        "rule",
                        (topic, payload) -> received.add(topic),
                        Duration.ofMillis(50));
                Subscription plain = Subscription.open(
                        broker.subscriptions(),
                        "plain",
                        (topic, payload) -> received.add(topic),
                        Duration.ofMillis(50));
                MqttUplink uplink = connected(settings(broker.endpoint()))) {
            LaneTopics topics = LaneTopics.of(TOPICS).withRules(Optional.of("readings"), Optional.empty());
            publish(uplink, topics.of(Lane.TELEMETRY), "{}");
            publish(uplink, topics.of(Lane.ALARMS), "{}");
            await().until(() -> ruled.taken() == 1 && plain.taken() == 1);
            assertThat(received)
                    .containsExactlyInAnyOrder(
                            "$aws/rules/readings/towers/gateway-1/telemetry", "towers/gateway-1/alarms");
        }
    }

    @Test
    void aMessageForWhichTheBrokerEndsTheConnectionIsRefusedAndTheConnectionComesBack() throws Exception {
        try (Broker broker = Broker.start(BrokerOptions.inMemory());
                MqttUplink uplink = connected(settings(broker.endpoint()))) {
            assertThat(publish(uplink, TELEMETRY, "x".repeat(129 * 1024)))
                    .isEqualTo(new PublishOutcome.Refused("PACKET_TOO_LARGE"));
            await().until(() -> uplink.state() == UplinkState.CONNECTED);
            assertThat(publish(uplink, TELEMETRY, "{}")).isEqualTo(new PublishOutcome.Accepted());
        }
    }

    @Test
    void aMessageLargerThanTheBrokerSaidItTakesIsRefusedWithoutBeingSent() throws Exception {
        try (Broker broker = Broker.start(BrokerOptions.inMemory());
                MqttUplink uplink = connected(settings(broker.endpoint()))) {
            assertThat(publish(uplink, TELEMETRY, "x".repeat(1024 * 1024))).isInstanceOf(PublishOutcome.Refused.class);
            assertThat(publish(uplink, TELEMETRY, "{}")).isEqualTo(new PublishOutcome.Accepted());
            assertThat(log.lines).hasSize(1);
        }
    }

    @Test
    void withoutAConnectionAMessageIsUnconfirmedAtOnce() throws Exception {
        int port = freePort();
        try (MqttUplink uplink = MqttUplink.create(settings(URI.create("mqtt://127.0.0.1:" + port)))) {
            uplink.start(log);
            await().until(() -> log.state() == UplinkState.DISCONNECTED);
            assertThat(uplink.publish(TOPICS.alarms(), new byte[0]))
                    .isCompletedWithValueMatching(outcome -> outcome instanceof PublishOutcome.Unconfirmed);
            assertThat(log.last())
                    .isEqualTo("DISCONNECTED: nothing listens at mqtt://127.0.0.1:" + port
                            + "; check uplink.mqtt.endpoint, and whether the broker runs");
            await().during(Duration.ofMillis(500)).until(() -> log.lines.size() == 1);
        }
    }

    @Test
    void aBrokerThatGoesAndComesBackIsFoundAgain() throws Exception {
        int port = freePort();
        BrokerOptions options = BrokerOptions.inMemory().withPort(port);
        Broker first = Broker.start(options);
        try (MqttUplink uplink = connected(settings(first.endpoint()))) {
            first.close();
            await().until(() -> log.state() == UplinkState.DISCONNECTED);
            try (Broker second = Broker.start(options)) {
                assertThat(second.endpoint()).isEqualTo(first.endpoint());
                await().atMost(Duration.ofSeconds(30)).until(() -> log.state() == UplinkState.CONNECTED);
                assertThat(publish(uplink, TELEMETRY, "{}")).isEqualTo(new PublishOutcome.Accepted());
            }
        }
    }

    @Test
    void anotherClientOfThisNameIsNamed() throws Exception {
        try (Broker broker = Broker.start(BrokerOptions.inMemory());
                MqttUplink uplink = connected(
                        settings(broker.endpoint()).withRetries(Duration.ofMinutes(2), Duration.ofMinutes(2)));
                MqttUplink other = MqttUplink.create(settings(broker.endpoint()))) {
            other.start(new UplinkLog());
            await().until(() -> uplink.state() == UplinkState.DISCONNECTED);
            assertThat(uplink.reason()).contains("another program has connected", "as gateway-1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mqtt://10.0.0.5",
                "mqtt://broker.example:1883",
                "mqtt://localhost.example",
                "mqtt://127.0.0.1.example"
            })
    void plainTcpIsForThisMachineOnly(String address) {
        assertThatThrownBy(() -> MqttUplink.create(settings(URI.create(address))))
                .isInstanceOf(UplinkException.class)
                .hasMessageContaining("write mqtts:// with certificate, key and ca")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost", "localhost:1883", "mqtt:localhost", "mqtts:///"})
    void anAddressThatIsNoneIsNamed(String address) {
        assertThatThrownBy(() -> MqttUplink.create(settings(URI.create(address))))
                .isInstanceOf(UplinkException.class)
                .hasMessageContaining("write mqtts://HOST:8883");
    }

    @Test
    void portsHaveTheirUsualDefaults() {
        assertThat(MqttConnection.port(URI.create("mqtts://broker.example"))).isEqualTo(8883);
        assertThat(MqttConnection.port(URI.create("mqtt://[::1]"))).isEqualTo(1883);
        assertThat(MqttConnection.port(URI.create("mqtt://localhost:7"))).isEqualTo(7);
    }

    @Test
    void anUplinkThatWasNeverStartedIsClosedAtOnce() {
        MqttUplink uplink = MqttUplink.create(settings(URI.create("mqtt://[::1]:1")));
        uplink.close();
        assertThat(uplink.isThreadAlive()).isFalse();
    }

    @Test
    void closedItLeavesNoThreadBehind() throws Exception {
        try (Broker broker = Broker.start(BrokerOptions.inMemory())) {
            MqttUplink uplink = connected(settings(broker.endpoint()));
            assertThat(uplink.isThreadAlive()).isTrue();
            uplink.close();
            assertThat(uplink.isThreadAlive()).isFalse();
            uplink.close();
        }
    }

    @Test
    void whatIsPublishedOnATopicIsHeardThroughReconnectsAndBeforeTheFirst() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        int port = freePort();
        BrokerOptions options = BrokerOptions.inMemory().withPort(port);
        try (MqttUplink uplink = MqttUplink.create(settings(URI.create("mqtt://127.0.0.1:" + port)))) {
            uplink.subscribe(TOPICS.receipts(), (topic, payload) -> heard.add(new String(payload, UTF_8)));
            uplink.start(log);
            for (String connection : List.of("first", "second")) {
                try (Broker broker = Broker.start(options)) {
                    await().atMost(Duration.ofSeconds(30)).until(() -> uplink.state() == UplinkState.CONNECTED);
                    uplink.subscribe("towers/gateway-1/" + connection, (topic, payload) -> heard.add(topic));
                    await().atMost(Duration.ofSeconds(30)).until(() -> {
                        publish(uplink, TOPICS.receipts(), connection);
                        publish(uplink, "towers/gateway-1/" + connection, "");
                        return heard.contains(connection) && heard.contains("towers/gateway-1/" + connection);
                    });
                }
                await().atMost(Duration.ofSeconds(30)).until(() -> uplink.state() == UplinkState.DISCONNECTED);
            }
        }
    }

    @Test
    void aListenerThatFailsCostsNobodyElseTheirMessages() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Broker broker = Broker.start(BrokerOptions.inMemory());
                MqttUplink uplink = connected(settings(broker.endpoint()))) {
            uplink.subscribe("towers/gateway-1/receipts", (topic, payload) -> {
                throw new IllegalStateException("by the test");
            });
            uplink.subscribe("towers/gateway-1/other", (topic, payload) -> heard.add(topic));
            await().until(() -> {
                publish(uplink, "towers/gateway-1/receipts", "{}");
                publish(uplink, "towers/gateway-1/other", "{}");
                return !heard.isEmpty();
            });
            assertThat(uplink.state()).isEqualTo(UplinkState.CONNECTED);
        }
    }

    private MqttUplink connected(MqttSettings settings) {
        MqttUplink uplink = MqttUplink.create(settings);
        uplink.start(log);
        await().until(() -> log.state() == UplinkState.CONNECTED);
        return uplink;
    }

    private static PublishOutcome publish(Uplink uplink, String topic, String payload) throws Exception {
        return uplink.publish(topic, payload.getBytes(UTF_8)).get(30, TimeUnit.SECONDS);
    }

    private static MqttSettings settings(URI broker) {
        return MqttSettings.of(broker, "gateway-1", Optional.empty())
                .withRetries(Duration.ofMillis(50), Duration.ofMillis(500));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
