package io.towersense.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.towersense.agent.alertlog.AlertLogReader;
import io.towersense.agent.configuration.DataFolder;
import io.towersense.agent.greengrass.FakeIotCore;
import io.towersense.agent.greengrass.FakeNucleus;
import io.towersense.agent.outbox.OutboxStatus;
import io.towersense.agent.outbox.SetAside;
import io.towersense.agent.outbox.SqliteOutbox;
import io.towersense.local.LocalCloud;
import io.towersense.local.LocalCloudOptions;
import io.towersense.local.PendingReceipt;
import io.towersense.local.aws.Notification;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A component over 20,000 readings, cut off and killed twenty times each, with a message that nobody ever confirms. */
@Timeout(600)
class SurvivalTest {
    private static final int KILLS = 20;
    private static final int READINGS = 20_000;
    private static final int DEVICES = 8;
    private static final int ENDED_BY_SIGTERM = 143;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Random random = new Random(4);
    private final Set<String> committed = new HashSet<>();
    private Optional<String> poison = Optional.empty();

    @TempDir
    Path folder;

    @Test
    void everyReadingIsInTheTableOnceAndEveryAlarmIsToldHoweverOftenTheAgentIsCutOffAndKilled() throws Exception {
        LocalCloudOptions options = LocalCloudOptions.in(folder).withOnReceipt(this::deliverAllButOne);
        try (LocalCloud cloud = LocalCloud.start(options);
                GatewayFolder gateway = GatewayFolder.create(cloud.mqttEndpoint())) {
            gateway.nucleus()
                    .configuration()
                    .set(gateway.configuration(IntStream.rangeClosed(1, DEVICES)
                            .mapToObj(number -> GatewayFolder.cabinet(number, "5ms"))
                            .toList()));
            for (int i = 0; i < KILLS; i++) {
                runAndKill(gateway.nucleus(), i);
            }
            finish(gateway);
            assertThat(cloud.awaitIdle(PATIENCE)).isTrue();

            OutboxStatus books = SqliteOutbox.read(gateway.outbox());
            assertThat(committed).hasSizeGreaterThanOrEqualTo(READINGS);
            assertThat(books.dropped()).isZero();
            List<String> stored = CloudTable.readings(cloud.dynamoDb());
            assertThat(stored).doesNotHaveDuplicates();
            assertThat(missing(stored)).as("committed, and not in the table").isEmpty();
            assertThat(stored).as("what the outbox has counted").hasSize((int) books.sampled());
            assertThat(books.setAside()).extracting(SetAside::id).containsExactly(poison());
            assertThat(told(cloud)).containsAll(raised(gateway));
            assertThat(cloud.quarantine().keys()).isEmpty();
        }
    }

    private Set<String> missing(List<String> stored) {
        Set<String> missing = new TreeSet<>(committed);
        stored.forEach(missing::remove);
        return missing;
    }

    private synchronized String poison() {
        return poison.orElseThrow();
    }

    /** The cloud confirms each message as often as it comes, but for the first batch, which it never does. */
    private void deliverAllButOne(PendingReceipt receipt) {
        String id = receipt.receipt().id();
        synchronized (this) {
            boolean isBatch = receipt.receipt().stored() > 1;
            poison = poison.isEmpty() && isBatch ? Optional.of(id) : poison;
            if (poison.equals(Optional.of(id))) {
                return;
            }
        }
        receipt.deliver();
    }

    private void runAndKill(FakeNucleus nucleus, int round) throws Exception {
        try (AgentProcess agent = start(nucleus)) {
            await().atMost(PATIENCE).until(() -> agent.committed().size() > 0);
            int next = READINGS / KILLS / 2 + random.nextInt(READINGS / KILLS / 4);
            agent.awaitCommitted(next);
            cutOff(nucleus, round);
            agent.awaitCommitted(READINGS / KILLS + random.nextInt(100));
            agent.kill();
            remember(agent);
        }
    }

    /** One of three ways in which the nucleus or its connection goes, and comes back. */
    private void cutOff(FakeNucleus nucleus, int round) {
        switch (round % 3) {
            case 0 -> nucleus.dropConnections();
            case 1 -> {
                nucleus.iotCore().become(FakeIotCore.Mode.OFFLINE);
                nucleus.iotCore().become(FakeIotCore.Mode.ONLINE);
            }
            default -> {
                nucleus.kill();
                nucleus.comeBack(GatewayFolder.TOKEN);
            }
        }
    }

    private void finish(GatewayFolder gateway) throws Exception {
        try (AgentProcess agent = start(gateway.nucleus())) {
            agent.awaitCommitted(1);
            gateway.nucleus().configuration().update(gateway.configuration(List.of(rare())));
            await().atMost(PATIENCE).untilAsserted(() -> assertSettled(SqliteOutbox.read(gateway.outbox())));
            assertThat(agent.terminate()).as(String.join("\n", agent.lines())).isEqualTo(ENDED_BY_SIGTERM);
            remember(agent);
        }
        try (AgentProcess last = start(gateway.nucleus())) {
            await().atMost(PATIENCE).untilAsserted(() -> assertSettled(SqliteOutbox.read(gateway.outbox())));
            last.terminate();
            remember(last);
        }
    }

    /** Only what nobody confirms waits. */
    private static void assertSettled(OutboxStatus books) {
        assertThat(books.messages()).as(books.toString()).isZero();
        assertThat(books.setAside()).as(books.toString()).hasSize(1);
        assertThat(books.pending())
                .as(books.toString())
                .isEqualTo(books.setAside().get(0).readings());
    }

    private static Map<String, Object> rare() {
        return Map.of("id", "{iot:thingName}-cab1", "driver", "simulator", "interval", "1h");
    }

    private AgentProcess start(FakeNucleus nucleus) throws Exception {
        return AgentProcess.start(
                nucleus.environment(GatewayFolder.TOKEN), "agent", "--greengrass", "--print-committed");
    }

    private void remember(AgentProcess agent) {
        committed.addAll(agent.committed());
    }

    private static Set<String> told(LocalCloud cloud) {
        List<String> ids = cloud.notifications().all().stream()
                .map(Notification::attributes)
                .map(attributes -> String.valueOf(attributes.get("notification_id")))
                .toList();
        assertThat(ids).doesNotHaveDuplicates();
        return new HashSet<>(
                ids.stream().map(id -> id.substring(0, id.indexOf('#'))).toList());
    }

    /** The alarms in the technician's log. */
    private static Set<String> raised(GatewayFolder gateway) throws Exception {
        Set<String> raised = new HashSet<>();
        try (AlertLogReader log = new AlertLogReader(new DataFolder(gateway.data()))) {
            log.readTo(entry -> raised.add(entry.event().alarmId()));
        }
        assertThat(raised).isNotEmpty();
        return raised;
    }
}
