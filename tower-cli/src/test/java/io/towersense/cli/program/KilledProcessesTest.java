package io.towersense.cli.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.towersense.testing.CommittedReadings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** {@code tower cloud} and {@code tower agent} as processes of their own, killed in mid-run. */
class KilledProcessesTest {
    private static final int KILLS_OF_THE_AGENT = 10;
    private static final Set<Integer> KILLS_OF_THE_BROKER = Set.of(3, 7);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final Set<String> committed = new TreeSet<>();
    private final Random moments = new Random(1);

    @Test
    void whatAnAgentHasCommittedIsInTheTableAndEachRaiseIsToldOnceHoweverOftenAgentAndBrokerAreKilled()
            throws Exception {
        try (TowerProcess cloud = TowerProcess.start(
                "cloud", "--json", "--data", folder.resolve("cloud").toString())) {
            JsonNode endpoints = JSON.readTree(awaitLine(cloud, "{"));
            Path configuration = configure(endpoints.get("mqtt").asText());
            long broker = endpoints.get("broker_pid").asLong();
            for (int i = 0; i < KILLS_OF_THE_AGENT; i++) {
                if (KILLS_OF_THE_BROKER.contains(i)) {
                    broker = killBroker(broker);
                }
                runAndKillAgent(configuration, 40 + moments.nextInt(80));
            }
            assertThat(committed).hasSizeGreaterThan(KILLS_OF_THE_AGENT * 40);
            Set<String> raised = raisedOnceAndClearedOnce();
            try (TowerProcess last = startAgent(configuration);
                    DynamoDbClient table = table(endpoints.get("dynamodb").asText())) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(stored(table)).containsAll(committed));
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(told()).containsAll(raised));
                assertThat(last.terminate()).as(String.join("\n", last.lines())).isZero();
            }
            assertThat(cloud.terminate()).as(String.join("\n", cloud.lines())).isZero();
            raisedOnceAndClearedOnce();
            told();
        }
    }

    private Path configure(String endpoint) throws IOException {
        String device = """
                  - id: tower-%1$d
                    name: Cabinet %1$d
                    driver: simulator
                    interval: 25ms
                    options: {seed: "%1$d", scenario: cooling-failure, scenario_start: 200ms, scenario_length: 2s}
                """;
        return Files.writeString(
                folder.resolve("agent.yaml"),
                """
                gateway: {thing: gateway-1}
                data_folder: %s
                uplink: {mqtt: {endpoint: "%s"}}
                outbox: {commit_every: 200ms, cut_every: 300ms}
                devices:
                """.formatted(folder.resolve("agent"), endpoint) + device.formatted(1) + device.formatted(2));
    }

    private void runAndKillAgent(Path configuration, int readings) throws Exception {
        try (TowerProcess agent = startAgent(configuration)) {
            await().atMost(PATIENCE).until(() -> committedBy(agent).size() >= readings || !agent.isAlive());
            assertThat(agent.isAlive()).as(String.join("\n", agent.lines())).isTrue();
            agent.kill();
            committed.addAll(committedBy(agent));
        }
    }

    private static TowerProcess startAgent(Path configuration) throws IOException {
        return TowerProcess.start("agent", "--config", configuration.toString(), "--print-committed");
    }

    /** Kills the broker's process, and returns the id of the one that takes its place. */
    private static long killBroker(long pid) {
        ProcessHandle broker = ProcessHandle.of(pid).orElseThrow();
        ProcessHandle cloud = broker.parent().orElseThrow();
        Set<Long> before = cloud.children().map(ProcessHandle::pid).collect(Collectors.toSet());
        broker.destroyForcibly();
        return await().atMost(PATIENCE)
                .until(
                        () -> cloud.children()
                                .map(ProcessHandle::pid)
                                .filter(child -> !before.contains(child))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** The alarms that people were told of, none of whose changes was told twice. */
    private Set<String> told() throws IOException {
        List<String> notifications = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("cloud/notifications.jsonl"))) {
            notifications.add(
                    JSON.readTree(line).get("attributes").get("notification_id").asText());
        }
        assertThat(notifications).doesNotHaveDuplicates();
        return notifications.stream()
                .map(id -> id.substring(0, id.indexOf('#')))
                .collect(Collectors.toSet());
    }

    /** The alarms in the technician's log, which raises and clears each once. */
    private Set<String> raisedOnceAndClearedOnce() throws IOException {
        Set<String> raised = new HashSet<>();
        Set<String> cleared = new HashSet<>();
        for (String line : Files.readAllLines(folder.resolve("agent/alerts.jsonl"))) {
            JsonNode entry = JSON.readTree(line);
            String alarm = entry.get("alarm_id").asText();
            switch (entry.get("entry").asText()) {
                case "raised" ->
                    assertThat(raised.add(alarm)).as("raised twice: %s", line).isTrue();
                case "cleared" ->
                    assertThat(cleared.add(alarm)).as("cleared twice: %s", line).isTrue();
                default ->
                    assertThat(raised).as("delivered before it was raised").contains(alarm);
            }
        }
        assertThat(raised).isNotEmpty().containsAll(cleared);
        return raised;
    }

    private static Set<String> committedBy(TowerProcess agent) {
        return new HashSet<>(CommittedReadings.in(agent.lines()));
    }

    private static Set<String> stored(DynamoDbClient table) {
        Set<String> readings = new HashSet<>();
        table.scanPaginator(request -> request.tableName("iot-sensor-readings"))
                .items()
                .forEach(item -> readings.add(text(item, "device_id") + " " + text(item, "timestamp")));
        return readings;
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name)).s();
    }

    private static String awaitLine(TowerProcess process, String beginning) {
        await().atMost(PATIENCE)
                .until(() ->
                        !process.isAlive() || process.lines().stream().anyMatch(line -> line.startsWith(beginning)));
        return process.lines().stream()
                .filter(line -> line.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError("it said: " + process.lines()));
    }

    private static DynamoDbClient table(String endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(URI.create(endpoint))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }
}
