package io.towersense.local.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.towersense.local.DeviceClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.crt.mqtt5.QOS;
import software.amazon.awssdk.crt.mqtt5.packets.PublishPacket;
import software.amazon.awssdk.crt.mqtt5.packets.SubAckPacket;
import software.amazon.awssdk.iot.AwsIotMqtt5ClientBuilder;

@Timeout(120)
class TopicPublisherTest {
    private static final String TOPIC = "towers/gateway-1/receipts";

    @Test
    void whoIsSubscribedGetsItWithQos1AndWhoComesLaterDoesNot() throws Exception {
        try (Broker broker = Broker.start(BrokerOptions.inMemory());
                TopicPublisher publisher = new TopicPublisher(broker.subscriptions())) {
            publisher.publish(TOPIC, bytes("missed"));
            try (DeviceClient gateway = DeviceClient.connect(broker.endpoint(), "gateway-1")) {
                gateway.subscribe(TOPIC);
                publisher.publish(TOPIC, bytes("got"));
                PublishPacket message = gateway.nextMessage();
                assertThat(message.getPayload()).isEqualTo(bytes("got"));
                assertThat(message.getTopic()).isEqualTo(TOPIC);
                assertThat(message.getQOS()).isEqualTo(QOS.AT_LEAST_ONCE);
                assertThat(message.getRetain()).isFalse();
            }
            assertThat(publisher.published()).isEqualTo(2);
        }
    }

    @Test
    void aGatewayMaySubscribeToItsOwnReceiptsAndNotToAnothers() throws Exception {
        try (Broker broker = Broker.start(BrokerOptions.inMemory());
                DeviceClient gateway = DeviceClient.connect(broker.endpoint(), "gateway-1")) {
            assertThat(gateway.subscribe("towers/gateway-2/receipts").getReasonCodes())
                    .containsExactly(SubAckPacket.SubAckReasonCode.NOT_AUTHORIZED);
            assertThat(gateway.subscribe("towers/+/receipts").getReasonCodes())
                    .containsExactly(SubAckPacket.SubAckReasonCode.NOT_AUTHORIZED);
            assertThat(gateway.subscribe(TOPIC).getReasonCodes())
                    .containsExactly(SubAckPacket.SubAckReasonCode.GRANTED_QOS_1);
        }
    }

    @Test
    void aGatewayBehindTlsGetsItToo(@TempDir Path folder) throws Exception {
        Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS);
        TestAuthority authority = TestAuthority.create(folder, "authority");
        TestAuthority.Issued server = authority.issue("server", "127.0.0.1", tomorrow);
        TestAuthority.Issued identity = authority.issue("gateway", "gateway-1", tomorrow);
        BrokerTls tls = BrokerTls.pem(server.certificateFile(), server.keyFile(), authority.file());
        try (Broker broker = Broker.start(BrokerOptions.inMemory().withTls(tls));
                TopicPublisher publisher = new TopicPublisher(broker.subscriptions());
                AwsIotMqtt5ClientBuilder builder = AwsIotMqtt5ClientBuilder.newDirectMqttBuilderWithMtlsFromPath(
                        broker.endpoint().getHost(),
                        identity.certificateFile().toString(),
                        identity.keyFile().toString());
                DeviceClient gateway = DeviceClient.connect(
                        builder.withCertificateAuthorityFromPath(
                                null, authority.file().toString()),
                        broker.endpoint(),
                        "gateway-1")) {
            gateway.subscribe(TOPIC);
            publisher.publish(TOPIC, bytes("got"));
            assertThat(gateway.nextMessage().getPayload()).isEqualTo(bytes("got"));
        }
    }

    @Test
    void aBrokerThatCameBackIsFoundAgain(@TempDir Path folder) throws Exception {
        try (BrokerProcess broker = BrokerProcess.start(BrokerOptions.inMemory().withJournal(folder));
                TopicPublisher publisher = new TopicPublisher(broker.subscriptions())) {
            publisher.publish(TOPIC, bytes("missed"));
            long killed = broker.pid();
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();
            await().atMost(Duration.ofSeconds(30)).until(() -> broker.pid() != killed);
            try (DeviceClient gateway = DeviceClient.connect(broker.endpoint(), "gateway-1")) {
                gateway.subscribe(TOPIC);
                publisher.publish(TOPIC, bytes("got"));
                assertThat(gateway.nextMessage().getPayload()).isEqualTo(bytes("got"));
            }
        }
    }

    @Test
    void aBrokerThatIsGoneIsSaidInOneLine() throws Exception {
        SubscriptionAccess gone;
        try (Broker broker = Broker.start(BrokerOptions.inMemory())) {
            gone = broker.subscriptions();
        }
        try (TopicPublisher publisher = new TopicPublisher(gone)) {
            assertThatThrownBy(() -> publisher.publish(TOPIC, bytes("x")))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("the broker does not answer: ")
                    .hasMessageNotContaining("\n");
            assertThat(publisher.published()).isZero();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
