package io.towersense.local.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.local.DeviceClient;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.iot.AwsIotMqtt5ClientBuilder;

@Timeout(90)
class BrokerTlsTest {
    private final Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS);

    @TempDir
    private Path folder;

    private TestAuthority authority;
    private TestAuthority.Issued server;
    private TestAuthority.Issued gateway;

    @BeforeEach
    void makeCertificates() throws Exception {
        authority = TestAuthority.create(folder, "authority");
        server = authority.issue("server", "127.0.0.1", tomorrow);
        gateway = authority.issue("gateway", "gateway-1", tomorrow);
    }

    @Test
    void aGatewayWithACertificateOfTheAuthorityIsLetIn() throws Exception {
        try (Broker broker = start(server);
                DeviceClient device = connect(broker, gateway, authority)) {
            assertThat(broker.endpoint().getScheme()).isEqualTo("mqtts");
            assertThat(device.publish("towers/gateway-1/telemetry", "x".getBytes(UTF_8))
                            .get(10, TimeUnit.SECONDS))
                    .isNotNull();
        }
    }

    @Test
    void aPkcs12FileServesAsWell() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "server", server.keys().getPrivate(), "word".toCharArray(), new Certificate[] {server.certificate()});
        Path file = folder.resolve("server.p12");
        try (OutputStream output = Files.newOutputStream(file)) {
            store.store(output, "word".toCharArray());
        }
        BrokerTls tls = BrokerTls.pkcs12(file, "word", authority.file());
        try (Broker broker = Broker.start(BrokerOptions.inMemory().withTls(tls));
                DeviceClient device = connect(broker, gateway, authority)) {
            assertThat(device.publish("towers/gateway-1/telemetry", "x".getBytes(UTF_8))
                            .get(10, TimeUnit.SECONDS))
                    .isNotNull();
        }
        assertThatThrownBy(() -> Broker.start(
                        BrokerOptions.inMemory().withTls(BrokerTls.pkcs12(file, "wrong", authority.file()))))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + ": not a PKCS12 file, or not its password");
    }

    @Test
    void aGatewayOfAnotherAuthorityIsRefused() throws Exception {
        TestAuthority stranger = TestAuthority.create(folder, "stranger");
        TestAuthority.Issued strange = stranger.issue("strange", "gateway-1", tomorrow);
        try (Broker broker = start(server)) {
            assertThatThrownBy(() -> connect(broker, strange, authority)).hasMessageContaining("AWS_");
        }
    }

    @Test
    void aServerOfAnotherAuthorityIsRefusedByTheGateway() throws Exception {
        TestAuthority stranger = TestAuthority.create(folder, "stranger");
        try (Broker broker = start(server)) {
            assertThatThrownBy(() -> connect(broker, gateway, stranger)).hasMessageContaining("AWS_IO_TLS");
        }
    }

    @Test
    void anExpiredGatewayIsRefused() throws Exception {
        TestAuthority.Issued expired =
                authority.issue("expired", "gateway-1", Instant.now().minus(1, ChronoUnit.HOURS));
        try (Broker broker = start(server)) {
            assertThatThrownBy(() -> connect(broker, expired, authority)).hasMessageContaining("AWS_");
        }
    }

    @Test
    void aServerWithAnotherNameIsRefusedByTheGateway() throws Exception {
        TestAuthority.Issued elsewhere = authority.issue("elsewhere", "elsewhere.example", tomorrow);
        try (Broker broker = start(elsewhere)) {
            assertThatThrownBy(() -> connect(broker, gateway, authority)).hasMessageContaining("AWS_IO_TLS");
        }
    }

    @Test
    void missingAndUnreadableFilesAreNamedInOneLine() throws Exception {
        Path absent = folder.resolve("absent.pem");
        assertThatThrownBy(() -> start(BrokerTls.pem(absent, server.keyFile(), authority.file())))
                .hasMessage(absent + ": no such file");
        assertThatThrownBy(() -> start(BrokerTls.pem(server.certificateFile(), authority.file(), authority.file())))
                .hasMessageStartingWith(authority.file() + ": not a private key in PKCS8 PEM");
        assertThatThrownBy(() -> start(BrokerTls.pem(server.certificateFile(), server.keyFile(), server.keyFile())))
                .hasMessageContaining(server.keyFile() + ": ");
    }

    private Broker start(TestAuthority.Issued identity) throws IOException {
        return start(BrokerTls.pem(identity.certificateFile(), identity.keyFile(), authority.file()));
    }

    private static Broker start(BrokerTls tls) throws IOException {
        return Broker.start(BrokerOptions.inMemory().withTls(tls));
    }

    private static DeviceClient connect(Broker broker, TestAuthority.Issued identity, TestAuthority trusted)
            throws Exception {
        AwsIotMqtt5ClientBuilder builder = AwsIotMqtt5ClientBuilder.newDirectMqttBuilderWithMtlsFromPath(
                        broker.endpoint().getHost(),
                        identity.certificateFile().toString(),
                        identity.keyFile().toString())
                .withCertificateAuthorityFromPath(null, trusted.file().toString());
        return DeviceClient.connect(builder, broker.endpoint(), "gateway-1");
    }
}
