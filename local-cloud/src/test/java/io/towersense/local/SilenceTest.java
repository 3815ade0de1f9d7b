package io.towersense.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SilenceTest {
    @TempDir
    private Path folder;

    @Test
    void aGatewayThatGoesQuietAndComesBackIsToldOfOnceEachTime() throws Exception {
        LocalCloudOptions options = LocalCloudOptions.in(folder).withSilentAfter(Duration.ofSeconds(4));
        try (LocalCloud cloud = LocalCloud.start(options);
                DeviceClient device = DeviceClient.connect(cloud.mqttEndpoint(), "gateway-1")) {
            publish(device);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> cloud.notifications().count() > 0);

            publish(device);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> cloud.notifications().count() > 1);

            assertThat(cloud.notifications().all())
                    .extracting(notification -> notification.subject().orElse(""))
                    .startsWith("[MAJOR] Gateway silent: gateway-1", "[CLEARED] Gateway silent: gateway-1");
            assertThat(cloud.notifications().all())
                    .extracting(notification -> notification.attributes().get("notification_id"))
                    .doesNotHaveDuplicates();
        }
    }

    private static void publish(DeviceClient device) throws Exception {
        String batch = "{\"rules_version\":\"1\",\"readings\":[{\"device_id\":\"tower-1\",\"timestamp\":\""
                + Instant.now() + "\",\"temperature\":21.5}]}";
        device.publish("towers/gateway-1/telemetry", batch.getBytes(UTF_8)).get(10, TimeUnit.SECONDS);
    }
}
