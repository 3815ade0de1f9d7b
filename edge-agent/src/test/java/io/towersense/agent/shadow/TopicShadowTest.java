package io.towersense.agent.shadow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.ConfigurationLayers;
import io.towersense.agent.configuration.Device;
import io.towersense.agent.configuration.OverrideOutcome;
import io.towersense.agent.status.AgentStatus;
import io.towersense.agent.uplink.MqttSettings;
import io.towersense.agent.uplink.MqttUplink;
import io.towersense.agent.uplink.UplinkState;
import io.towersense.local.broker.Broker;
import io.towersense.local.broker.BrokerOptions;
import io.towersense.telemetry.time.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shadow over MQTT, with a real broker and a stand-in for the service behind it. */
@Timeout(120)
class TopicShadowTest {
    private static final String THING = "tower-0042";
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final AtomicInteger wakes = new AtomicInteger();
    private Broker broker;
    private FakeShadowService service;
    private MqttUplink uplink;

    @BeforeEach
    void connect() throws Exception {
        broker = Broker.start(BrokerOptions.inMemory());
        service = FakeShadowService.start(broker.endpoint(), THING);
        uplink = MqttUplink.create(MqttSettings.of(broker.endpoint(), THING, Optional.empty())
                .withRetries(Duration.ofMillis(50), Duration.ofMillis(200)));
        await().until(service::isConnected);
    }

    @AfterEach
    void disconnect() {
        uplink.close();
        service.close();
        broker.close();
    }

    @Test
    void aShadowThatIsNotThereYetIsEmpty() throws Exception {
        assertThat(started(LONG).get().get(60, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadAndSoIsWhatIsDesired() throws Exception {
        TopicShadow shadow = started(LONG);
        update(shadow, "{\"state\":{\"reported\":{\"a\":1.10}}}");
        service.shadow().desire("{\"b\":2}");
        assertThat(document(shadow).path("state").toString())
                .isEqualTo("{\"reported\":{\"a\":1.1},\"desired\":{\"b\":2}}");
    }

    @Test
    void whatIsTooLargeIsRefusedWithTheServicesWord() {
        TopicShadow shadow = started(LONG);
        String large = "{\"state\":{\"reported\":{\"a\":\"" + "x".repeat(9_000) + "\"}}}";
        assertThatThrownBy(() -> update(shadow, large))
                .hasMessageContaining("refused, 413 The payload exceeds the maximum size allowed");
    }

    @Test
    void requestsGoOneAfterTheOtherAndEachHasItsOwnAnswer() throws Exception {
        TopicShadow shadow = started(LONG);
        List<CompletableFuture<?>> requests = List.of(
                shadow.update("{\"state\":{\"reported\":{\"a\":1}}}".getBytes(UTF_8)),
                shadow.get(),
                shadow.update("{\"state\":{\"reported\":{\"a\":2}}}".getBytes(UTF_8)),
                shadow.get());
        CompletableFuture.allOf(requests.toArray(new CompletableFuture<?>[0])).get(60, TimeUnit.SECONDS);
        assertThat(read(requests.get(1))
                        .path("state")
                        .path("reported")
                        .path("a")
                        .asInt())
                .isEqualTo(1);
        assertThat(read(requests.get(3))
                        .path("state")
                        .path("reported")
                        .path("a")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void anotherClientsAnswersAreNotTakenForOwnOnes() {
        TopicShadow shadow = started(Duration.ofSeconds(2));
        service.beSilent(true);
        CompletableFuture<Optional<byte[]>> request = shadow.get();
        service.say("/get/accepted", "{\"state\":{},\"clientToken\":\"another\"}");
        service.say("/get/rejected", "{\"code\":404,\"message\":\"\",\"clientToken\":\"another\"}");
        service.say("/update/rejected", "{\"code\":400,\"message\":\"Invalid JSON\"}");
        assertThatThrownBy(() -> request.get(60, TimeUnit.SECONDS)).hasMessageContaining("no answer within 2 s");
    }

    @Test
    void aServiceThatDoesNotAnswerIsGivenUpAndTheNextRequestIsAnswered() throws Exception {
        TopicShadow shadow = started(Duration.ofSeconds(1));
        service.beSilent(true);
        assertThatThrownBy(() -> document(shadow))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ShadowException.class)
                .hasMessageContaining("no answer within 1 s");
        service.beSilent(false);
        await().ignoreExceptions()
                .until(() -> shadow.get().get(60, TimeUnit.SECONDS).isEmpty());
    }

    @Test
    void withoutAConnectionARequestFailsAtOnce() {
        TopicShadow shadow = TopicShadow.over(uplink, THING);
        assertThat(shadow.get()).isCompletedExceptionally();
        assertThatThrownBy(() -> update(shadow, "{\"state\":{}}")).hasMessageContaining("there is no connection");
    }

    @Test
    void aChangeOfWhatIsDesiredIsHeardAlsoWhenTheLastOfItIsTakenAway() {
        TopicShadow shadow = started(LONG);
        service.desire("{\"interval\":\"10s\"}");
        await().until(() -> wakes.get() >= 1);
        int before = wakes.get();
        service.desire("null");
        await().until(() -> wakes.get() > before);
        assertThat(shadow.get()).isNotNull();
    }

    @Test
    void ownReportsWakeNobodyHoweverMuchIsStillDesired() throws Exception {
        TopicShadow shadow = started(LONG);
        service.desire("{\"interval\":\"10s\"}");
        await().until(() -> wakes.get() >= 2);
        update(shadow, "{\"state\":{\"reported\":{\"a\":0}}}");
        int before = wakes.get();
        for (int i = 1; i < 10; i++) {
            update(shadow, "{\"state\":{\"reported\":{\"a\":" + i + "}}}");
        }
        assertThat(document(shadow).path("version").asInt()).isEqualTo(11);
        assertThat(wakes).hasValue(before);
    }

    @Test
    void fromTheDesireToTheOutcomeThroughAReconnect() throws Exception {
        ConfigurationLayers layers = ConfigurationLayers.open(
                AgentConfiguration.of(THING, folder).withDevices(List.of(Device.of("cab1", "simulator"))));
        TopicShadow shadow = TopicShadow.over(uplink, THING, Duration.ofSeconds(5));
        Duration soon = Duration.ofMillis(20);
        ShadowSettings settings = new ShadowSettings(soon, LONG, soon, LONG, soon, Duration.ofMillis(500));
        try (ShadowReporter reporter =
                ShadowReporter.start(shadow, new LayeredAgent(layers), settings, Clock.system())) {
            uplink.start((state, reason) -> {
                if (state == UplinkState.CONNECTED) {
                    reporter.reconnected();
                }
            });
            await().atMost(LONG).until(() -> reported("gateway").contains(THING));
            service.desire("{\"devices\":{\"cab1\":{\"interval\":\"10s\"}}}");
            await().atMost(LONG).until(() -> reported("desired").contains("applied"));
            assertThat(layers.effective().devices().get(0).interval()).isEqualTo(Duration.ofSeconds(10));
            service.desire("{\"devices\":{\"cab1\":{\"interval\":\"10\"}}}");
            await().atMost(LONG).until(() -> reported("desired").contains("refused"));
            assertThat(reported("desired")).contains("devices.cab1.interval: '10' has no unit; write 10s");
            assertThat(layers.effective().devices().get(0).interval()).isEqualTo(Duration.ofSeconds(10));
            service.desire("null");
            await().atMost(LONG).until(() -> reported("desired").isEmpty());
            assertThat(layers.effective().devices().get(0).interval()).isEqualTo(Device.DEFAULT_INTERVAL);
        }
    }

    private TopicShadow started(Duration longestWait) {
        TopicShadow shadow = TopicShadow.over(uplink, THING, longestWait);
        shadow.onChange(wakes::incrementAndGet);
        uplink.start((state, reason) -> {});
        await().until(() -> uplink.state() == UplinkState.CONNECTED);
        return shadow;
    }

    private String reported(String key) {
        return service.shadow().state("reported").path(key).toString();
    }

    private static void update(TopicShadow shadow, String json) throws Exception {
        shadow.update(json.getBytes(UTF_8)).get(60, TimeUnit.SECONDS);
    }

    private static JsonNode document(TopicShadow shadow) throws Exception {
        return read(shadow.get());
    }

    private static JsonNode read(CompletableFuture<?> request) throws Exception {
        Object answer = request.get(60, TimeUnit.SECONDS);
        return answer instanceof Optional<?> document && document.orElseThrow() instanceof byte[] bytes
                ? ShadowJson.parse(bytes)
                : ShadowJson.object();
    }

    /** An agent that does what its layers say. */
    private record LayeredAgent(ConfigurationLayers layers) implements ShadowedAgent {
        @Override
        public AgentConfiguration configuration() {
            return layers.effective();
        }

        @Override
        public AgentStatus status() {
            return Statuses.status(List.of(Statuses.well("cab1", 1)), List.of());
        }

        @Override
        public OverrideOutcome override(byte[] desired) {
            return layers.override(desired, changed -> {});
        }
    }
}
