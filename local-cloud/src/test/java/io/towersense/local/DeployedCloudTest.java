package io.towersense.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.cloud.table.TableDefinitions;
import io.towersense.local.deployment.ChangedModule;
import io.towersense.local.deployment.InvalidDeploymentException;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is written in Terraform's files is what the local cloud does. */
class DeployedCloudTest {
    private final Path folder;
    private final ChangedModule module;

    DeployedCloudTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.module = ChangedModule.copiedTo(Files.createDirectory(folder.resolve("module")));
    }

    private LocalCloud start() throws IOException {
        return LocalCloud.start(LocalCloudOptions.in(folder.resolve("data")), module.read(), Clock.system());
    }

    private static byte[] batch(String device) {
        return ("{\"rules_version\":\"1\",\"readings\":[{\"device_id\":\"" + device + "\",\"timestamp\":\""
                        + Instant.now() + "\",\"temperature\":21.5}],\"gaps\":[]}")
                .getBytes(UTF_8);
    }

    private static void publish(DeviceClient gateway, String topic, byte[] payload) throws Exception {
        gateway.publish(topic, payload).get(10, TimeUnit.SECONDS);
    }

    private static List<Map<String, AttributeValue>> readings(LocalCloud cloud) {
        return cloud.dynamoDb()
                .scan(request -> request.tableName(TableDefinitions.READINGS))
                .items();
    }

    @Test
    void anotherRuleTakesOtherTopicsAndAnotherLevelIsWhoSentIt() throws Exception {
        module.with(
                "rules.tf",
                "topic(2) AS thing, timestamp() AS received_at FROM '${var.topic_root}/+/telemetry'",
                "topic(3) AS thing, timestamp() AS received_at FROM '${var.topic_root}/telemetry/+'");
        try (LocalCloud cloud = start()) {
            try (DeviceClient gateway = DeviceClient.connect(cloud.mqttEndpoint(), "gateway-1")) {
                publish(gateway, "towers/gateway-1/telemetry", batch("tower-1"));
                publish(gateway, "towers/telemetry/gateway-1", batch("tower-2"));
            }
            assertThat(cloud.awaitIdle(Duration.ofSeconds(30))).isTrue();
            assertThat(readings(cloud))
                    .singleElement()
                    .satisfies(item -> assertThat(item)
                            .containsEntry("device_id", AttributeValue.fromS("tower-2"))
                            .containsEntry("thing", AttributeValue.fromS("gateway-1")));
        }
    }

    @Test
    void aRuleWithoutTheThingStoresNothingAndWhatItMadeIsInQuarantine() throws Exception {
        module.with("rules.tf", "topic(2) AS thing", "topic(2) AS gateway");
        try (LocalCloud cloud = start()) {
            try (DeviceClient gateway = DeviceClient.connect(cloud.mqttEndpoint(), "gateway-1")) {
                publish(gateway, "towers/gateway-1/telemetry", batch("tower-1"));
            }
            assertThat(cloud.awaitIdle(Duration.ofSeconds(30))).isTrue();
            assertThat(readings(cloud)).isEmpty();
            assertThat(cloud.quarantine().keys()).hasSize(1);
        }
    }

    @Test
    void sqlThatItCannotEvaluateIsAnErrorAtTheStart() throws IOException {
        module.with("rules.tf", "topic(2) AS thing", "principal() AS thing");

        assertThatThrownBy(this::start)
                .isInstanceOf(InvalidDeploymentException.class)
                .hasMessageContaining("aws_iot_topic_rule.telemetry")
                .hasMessageContaining("not 'principal'");
    }
}
