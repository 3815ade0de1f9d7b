package io.towersense.agent.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.towersense.local.broker.Broker;
import io.towersense.local.broker.BrokerOptions;
import io.towersense.local.broker.BrokerTls;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mutual TLS with a real broker and an authority made for the test. */
class MqttTlsTest {
    private static final GeneralName HERE = new GeneralName(GeneralName.iPAddress, "127.0.0.1");
    private static final GeneralName GATEWAY = new GeneralName(GeneralName.dNSName, "gateway-1");
    private final Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
    private final Instant yesterday = Instant.now().minus(Duration.ofHours(1));

    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static TestAuthority stranger;
    private static TestAuthority.Pair server;
    private static TestAuthority.Pair gateway;

    @BeforeAll
    static void makeCertificates() throws Exception {
        authority = new TestAuthority(folder, "authority");
        stranger = new TestAuthority(folder, "stranger");
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        server = authority.issue("server", HERE, tomorrow);
        gateway = authority.issue("gateway", GATEWAY, tomorrow);
    }

    @Test
    void aGatewayWithTheRightFilesIsLetInAndPublishes() throws Exception {
        try (Broker broker = start(server);
                MqttUplink uplink = uplink(broker, files(gateway, authority))) {
            UplinkLog log = new UplinkLog();
            uplink.start(log);
            await().until(() -> log.state() == UplinkState.CONNECTED);
            assertThat(uplink.publish("towers/gateway-1/telemetry", "{}".getBytes(StandardCharsets.UTF_8))
                            .get(30, TimeUnit.SECONDS))
                    .isEqualTo(new PublishOutcome.Accepted());
            assertThat(log.lines).containsExactly("CONNECTED: connected to " + broker.endpoint());
        }
    }

    @Test
    void aBrokerOfAnotherAuthorityIsRefused() throws Exception {
        assertThat(refusal(server, files(gateway, stranger)))
                .contains("does not come from the CA in " + stranger.file(), "check uplink.mqtt.ca");
    }

    @Test
    void aBrokerWithAnExpiredCertificateIsRefused() throws Exception {
        TestAuthority.Pair expired =
                authority.issue("expired-server", HERE, yesterday.minus(Duration.ofDays(1)), yesterday);
        assertThat(refusal(expired, files(gateway, authority)))
                .contains("the certificate of mqtts://127.0.0.1", "has expired", "clock");
    }

    @Test
    void aBrokerWhoseCertificateIsNotValidYetPointsAtTheClock() throws Exception {
        TestAuthority.Pair early =
                authority.issue("early-server", HERE, Instant.now().plus(Duration.ofHours(2)), tomorrow);
        assertThat(refusal(early, files(gateway, authority)))
                .contains("the certificate of mqtts://127.0.0.1", "is not valid yet; check this gateway's clock");
    }

    @Test
    void aBrokerOfAnotherNameIsRefused() throws Exception {
        TestAuthority.Pair elsewhere =
                authority.issue("elsewhere", new GeneralName(GeneralName.dNSName, "elsewhere.example"), tomorrow);
        assertThat(refusal(elsewhere, files(gateway, authority)))
                .contains("is not for the name 127.0.0.1; write the broker's own name in uplink.mqtt.endpoint");
    }

    @Test
    void aGatewayOfAnotherAuthorityIsTurnedAwayAndToldSo() throws Exception {
        TestAuthority.Pair strange = stranger.issue("strange", GATEWAY, tomorrow);
        assertThat(refusal(server, files(strange, authority)))
                .contains("does not accept this gateway's certificate " + strange.certificate());
    }

    @Test
    void aGatewayWhoseCertificateHasExpiredIsToldSo() throws Exception {
        TestAuthority.Pair expired =
                authority.issue("expired-gateway", GATEWAY, yesterday.minus(Duration.ofDays(1)), yesterday);
        assertThat(refusal(server, files(expired, authority)))
                .contains("this gateway's certificate " + expired.certificate() + " has expired");
    }

    @Test
    void theSameFailureIsToldOnce() throws Exception {
        try (Broker broker = start(server);
                MqttUplink uplink = MqttUplink.create(settings(broker.endpoint(), Optional.of(files(gateway, stranger)))
                        .withRetries(Duration.ofMillis(1), Duration.ofMillis(20)))) {
            UplinkLog log = new UplinkLog();
            uplink.start(log);
            await().until(() -> !log.lines.isEmpty());
            await().during(Duration.ofMillis(500)).until(() -> log.lines.size() == 1);
        }
    }

    @Test
    void anUnknownHostIsNamed() {
        UplinkLog log = new UplinkLog();
        try (MqttUplink uplink = MqttUplink.create(
                settings(URI.create("mqtts://no-such-host.invalid"), Optional.of(files(gateway, authority))))) {
            uplink.start(log);
            await().atMost(Duration.ofSeconds(40)).until(() -> !log.lines.isEmpty());
            assertThat(log.last()).contains("there is no host no-such-host.invalid");
        }
    }

    @Test
    void aMissingFileIsNamedWithItsSettingAtTheStart() {
        Path absent = folder.resolve("absent.pem");
        assertRefused(
                new TlsFiles(absent, gateway.key(), authority.file()),
                "uplink.mqtt.certificate: there is no file " + absent);
        assertRefused(
                new TlsFiles(gateway.certificate(), absent, authority.file()),
                "uplink.mqtt.key: there is no file " + absent);
        assertRefused(
                new TlsFiles(gateway.certificate(), gateway.key(), absent),
                "uplink.mqtt.ca: there is no file " + absent);
    }

    @Test
    void aFileOfSomethingElseIsNamedWithItsSettingAtTheStart() throws Exception {
        Path text = Files.writeString(folder.resolve("text.pem"), "just text");
        assertRefused(
                new TlsFiles(text, gateway.key(), authority.file()),
                "uplink.mqtt.certificate: " + text + " holds no certificate");
        assertRefused(
                new TlsFiles(gateway.certificate(), text, authority.file()),
                "uplink.mqtt.key: " + text + " holds no private key");
        assertRefused(
                new TlsFiles(gateway.certificate(), gateway.key(), text),
                "uplink.mqtt.ca: " + text + " holds no certificate");
        assertRefused(
                new TlsFiles(gateway.certificate(), gateway.key(), folder),
                "uplink.mqtt.ca: " + folder + " is no PEM file");
    }

    @Test
    void aKeyOfAnotherCertificateIsFoundAtTheStart() {
        assertRefused(
                new TlsFiles(gateway.certificate(), server.key(), authority.file()),
                "uplink.mqtt: certificate " + gateway.certificate() + ", key " + server.key());
    }

    @Test
    void withoutFilesThereIsNoTls() {
        assertThatThrownBy(() -> MqttUplink.create(settings(URI.create("mqtts://broker.example"), Optional.empty())))
                .isInstanceOf(UplinkException.class)
                .hasMessageContaining("needs certificate, key and ca");
    }

    private static void assertRefused(TlsFiles files, String message) {
        assertThatThrownBy(() -> MqttUplink.create(settings(URI.create("mqtts://127.0.0.1:8883"), Optional.of(files))))
                .isInstanceOf(UplinkException.class)
                .hasMessageStartingWith(message)
                .hasMessageNotContaining("\n");
    }

    /** What a person is told when this gateway meets this broker. */
    private static String refusal(TestAuthority.Pair brokerIs, TlsFiles files) throws Exception {
        try (Broker broker = start(brokerIs);
                MqttUplink uplink = uplink(broker, files)) {
            UplinkLog log = new UplinkLog();
            uplink.start(log);
            await().until(() -> !log.lines.isEmpty());
            assertThat(uplink.state()).isEqualTo(UplinkState.DISCONNECTED);
            assertThat(log.last()).startsWith("DISCONNECTED: ").doesNotContain("\n");
            return uplink.reason();
        }
    }

    private static Broker start(TestAuthority.Pair identity) throws Exception {
        return Broker.start(BrokerOptions.inMemory()
                .withTls(BrokerTls.pem(identity.certificate(), identity.key(), authority.file())));
    }

    private static TlsFiles files(TestAuthority.Pair identity, TestAuthority trusted) {
        return new TlsFiles(identity.certificate(), identity.key(), trusted.file());
    }

    private static MqttUplink uplink(Broker broker, TlsFiles files) {
        return MqttUplink.create(settings(broker.endpoint(), Optional.of(files)));
    }

    private static MqttSettings settings(URI broker, Optional<TlsFiles> files) {
        return MqttSettings.of(broker, "gateway-1", files);
    }
}
