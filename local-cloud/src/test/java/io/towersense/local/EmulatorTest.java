package io.towersense.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.towersense.cloud.table.TableDefinitions;
import io.towersense.testing.Part;
import io.towersense.testing.Requires;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same way through services that the project did not write. */
@Requires(Part.EMULATOR)
@Timeout(120)
class EmulatorTest {
    @SuppressWarnings("NullAway.Init")
    private static Process emulator;

    @SuppressWarnings("NullAway.Init")
    private static URI endpoint;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startEmulator() throws IOException {
        int port = freePort();
        emulator = new ProcessBuilder(Part.EMULATOR.require().toString(), Integer.toString(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        endpoint = URI.create("http://127.0.0.1:" + port);
        await().atMost(Duration.ofSeconds(60)).until(() -> answers(port));
    }

    @AfterAll
    static void stopEmulator() throws InterruptedException {
        emulator.destroyForcibly().waitFor();
    }

    @Test
    void streamTableTopicAndBucketMayBeAnEmulators() throws Exception {
        LocalCloudOptions options =
                LocalCloudOptions.in(folder).withAwsEndpoint(endpoint).withAcceptBare(true);
        try (LocalCloud cloud = LocalCloud.start(options);
                DeviceClient device = DeviceClient.connect(cloud.mqttEndpoint(), "gateway-1")) {
            String cool = reading("tower-1", "21.5");
            publish(device, "{\"rules_version\":\"1\",\"readings\":[" + cool + "]}");
            publish(device, "not json");
            cloud.putRecord("tower-2", reading("tower-2", "51.5").getBytes(StandardCharsets.UTF_8));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> cloud.notifications().count() == 1);
            assertThat(cloud.awaitIdle(Duration.ofSeconds(30))).isTrue();
            assertThat(cloud.dynamoDb()
                            .scan(request -> request.tableName(TableDefinitions.READINGS))
                            .items())
                    .hasSize(2);
            assertThat(cloud.quarantine().keys()).hasSize(1);
            assertThat(cloud.dynamoDbEndpoint()).isEqualTo(endpoint);
        }
    }

    @Test
    void anEndpointWhereNothingAnswersIsNamed() throws Exception {
        URI nowhere = URI.create("http://127.0.0.1:" + freePort());
        assertThatThrownBy(() -> LocalCloud.start(LocalCloudOptions.in(folder).withAwsEndpoint(nowhere)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("nothing of AWS answers at " + nowhere);
    }

    private static void publish(DeviceClient device, String payload) throws Exception {
        device.publish("towers/gateway-1/telemetry", payload.getBytes(StandardCharsets.UTF_8))
                .get(10, TimeUnit.SECONDS);
    }

    private static String reading(String device, String temperature) {
        return "{\"device_id\":\"" + device + "\",\"timestamp\":\"" + Instant.now() + "\",\"temperature\":"
                + temperature + "}";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
