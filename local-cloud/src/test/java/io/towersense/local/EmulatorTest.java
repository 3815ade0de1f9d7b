package io.towersense.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.towersense.cloud.alarm.OwnedChange;
import io.towersense.cloud.event.EventBus;
import io.towersense.cloud.event.PutOutcome;
import io.towersense.cloud.table.TableDefinitions;
import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.ProbableCause;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.testing.Part;
import io.towersense.testing.Requires;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

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
    void theEventBusMayBeAnEmulatorsAndRulesFindWhatThePageSaysTheyFind() throws Exception {
        try (AwsClients clients = new AwsClients(endpoint)) {
            EventBridgeClient eventBridge = clients.build(EventBridgeClient.builder());
            String arn = eventBridge
                    .createEventBus(request -> request.name("towersense"))
                    .eventBusArn();
            List<String> patterns = patternsOfThePage();
            for (int i = 0; i < patterns.size(); i++) {
                String name = "archive-" + i;
                String pattern = patterns.get(i);
                eventBridge.createArchive(
                        request -> request.archiveName(name).eventSourceArn(arn).eventPattern(pattern));
            }
            AlarmEvent raised = AlarmEvent.builder("a", 1, AlarmChange.RAISED)
                    .deviceId("tower-1")
                    .siteId(Optional.of("feldberg"))
                    .rule("temperature-high")
                    .severity(Severity.CRITICAL)
                    .probableCause(ProbableCause.TEMPERATURE_UNACCEPTABLE)
                    .build();
            AlarmEvent acknowledged = raised.toBuilder()
                    .revision(2)
                    .change(AlarmChange.ACKNOWLEDGED)
                    .severity(Severity.MINOR)
                    .probableCause(ProbableCause.POWER_PROBLEM)
                    .simulated(true)
                    .build();

            PutOutcome outcome = new EventBus(Optional.of(eventBridge), Optional.of(arn))
                    .put(Stream.of(raised, acknowledged)
                            .map(event -> new OwnedChange(event, Optional.of("gateway-1")))
                            .toList());

            assertThat(outcome.put()).containsExactly("a#1", "a#2");
            assertThat(IntStream.range(0, patterns.size())
                            .mapToLong(i -> eventBridge
                                    .describeArchive(request -> request.archiveName("archive-" + i))
                                    .eventCount()))
                    .as("serious; one site, not simulated; state or severity; equipment")
                    .containsExactly(1L, 1L, 1L, 1L);
        }
    }

    @Test
    void anEndpointWhereNothingAnswersIsNamed() throws Exception {
        URI nowhere = URI.create("http://127.0.0.1:" + freePort());
        assertThatThrownBy(() -> LocalCloud.start(LocalCloudOptions.in(folder).withAwsEndpoint(nowhere)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("nothing of AWS answers at " + nowhere);
    }

    private static List<String> patternsOfThePage() throws IOException {
        String page = Files.readString(Path.of("../docs/events.md"));
        String section = page.substring(page.indexOf("### Patterns for rules"), page.indexOf("## How it is delivered"));
        return Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                .matcher(section)
                .results()
                .map(block -> block.group(1))
                .toList();
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
