package io.towersense.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.Device;
import io.towersense.agent.configuration.UplinkConfiguration;
import io.towersense.agent.outbox.OutboxMessage;
import io.towersense.agent.outbox.OutboxSettings;
import io.towersense.agent.uplink.DeliverySettings;
import io.towersense.agent.uplink.ReceiptSettings;
import io.towersense.local.LocalCloud;
import io.towersense.local.LocalCloudOptions;
import io.towersense.local.PendingReceipt;
import io.towersense.local.aws.Notification;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.time.Clock;
import io.towersense.telemetry.time.Timestamps;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole way there and back: an agent that delivers on receipt, and the cloud's real functions. */
@Timeout(180)
class ReceiptDeliveryTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final Heard heard = new Heard();

    @Test
    void whateverBecomesOfReceiptsEachReadingIsInTheTableOnceAndEachChangeOfAnAlarmIsToldOnce() throws Exception {
        Random random = new Random(7);
        AtomicInteger published = new AtomicInteger();
        Queue<PendingReceipt> late = new ConcurrentLinkedQueue<>();
        LocalCloudOptions options = LocalCloudOptions.in(folder.resolve("cloud"))
                .withOnReceipt(receipt -> {
                    published.incrementAndGet();
                    switch (random.nextInt(4)) {
                        case 0 -> receipt.deliver();
                        case 1 -> {
                            receipt.deliver();
                            receipt.deliver();
                        }
                        case 2 -> late.add(receipt);
                        default -> {
                            return; // never
                        }
                    }
                    if (late.size() > 2) {
                        late.remove().deliver();
                    }
                });
        try (LocalCloud cloud = LocalCloud.start(options);
                Agent agent = Agent.start(configuration(cloud.mqttEndpoint()), Clock.system(), heard)) {
            await().atMost(PATIENCE).until(() -> heard.sampled.size() > 400);
            agent.stopSampling();
            await().atMost(PATIENCE).until(() -> agent.status().pending() == 0);
            await().atMost(PATIENCE).until(() -> agent.status().outbox().messages() == 0);
            assertThat(agent.status().outbox().delivered()).isEqualTo(heard.sampled.size());
            assertThat(agent.status().dropped()).isZero();
            assertThat(CloudTable.readings(cloud.dynamoDb()))
                    .containsExactlyInAnyOrderElementsOf(heard.sampled.stream()
                            .map(reading -> reading.deviceId() + " " + Timestamps.sortKey(reading.timestamp()))
                            .toList());
            assertThat(heard.delivered).containsExactlyInAnyOrderElementsOf(heard.logged);
            assertThat(cloud.awaitIdle(PATIENCE)).isTrue();
            List<String> told = cloud.notifications().all().stream()
                    .map(Notification::attributes)
                    .map(attributes -> attributes.get("notification_id"))
                    .toList();
            assertThat(told).doesNotHaveDuplicates().containsAll(raised());
            assertThat(cloud.quarantine().keys()).isEmpty();
        }
        assertThat(published).as("some were answered more than once").hasValueGreaterThan(heard.messages.get());
    }

    /** The alarms that stand: one that came and went before it was told is told in one go. */
    private List<String> raised() {
        return heard.logged.stream()
                .filter(event -> event.clearedAt().isPresent())
                .map(AlarmEvent::notificationId)
                .toList();
    }

    private AgentConfiguration configuration(URI broker) {
        UplinkConfiguration uplink = UplinkConfiguration.local(broker, "gateway-1")
                .withDelivery(DeliverySettings.DEFAULTS.withReceipts(
                        ReceiptSettings.DEFAULTS.withWaits(Duration.ofMillis(500), Duration.ofSeconds(1))));
        Device device = Device.of("tower-1", "simulator")
                .every(Duration.ofMillis(20))
                .withOptions(Map.of(
                        "scenario",
                        "cooling-failure",
                        "scenario_start",
                        "200ms",
                        "scenario_length",
                        "2s",
                        "seed",
                        "1"));
        return AgentConfiguration.of("gateway-1", folder.resolve("agent"))
                .withUplink(uplink)
                .withOutbox(OutboxSettings.DEFAULTS
                        .withCommitEvery(Duration.ofMillis(50))
                        .withCutEvery(Duration.ofMillis(200)))
                .withDevices(List.of(device, Device.of("tower-2", "simulator").every(Duration.ofMillis(20))));
    }

    private static final class Heard implements AgentListener {
        private final List<Reading> sampled = new CopyOnWriteArrayList<>();
        private final List<AlarmEvent> logged = new CopyOnWriteArrayList<>();
        private final List<AlarmEvent> delivered = new CopyOnWriteArrayList<>();
        private final AtomicInteger messages = new AtomicInteger();

        @Override
        public void sampled(Reading reading, Duration monotonicAtSampling) {
            sampled.add(reading);
        }

        @Override
        public void logged(AlarmEvent event, Duration monotonicAtLogging) {
            logged.add(event);
        }

        @Override
        public void delivered(OutboxMessage message, Instant at) {
            messages.incrementAndGet();
        }

        @Override
        public void delivered(AlarmEvent event, Instant at) {
            delivered.add(event);
        }
    }
}
