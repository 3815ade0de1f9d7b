package io.towersense.local.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.towersense.local.DeviceClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BrokerProcessTest {
    private static final Map<String, String> SUBSCRIPTIONS = Map.of("plain", "towers/+/telemetry");

    @Test
    void killedItComesBackOnTheSamePortsWithWhatItHadAcknowledged(@TempDir Path folder) throws Exception {
        BrokerOptions options = BrokerOptions.inMemory().withJournal(folder).withSubscriptions(SUBSCRIPTIONS);
        Set<String> taken = ConcurrentHashMap.newKeySet();
        List<String> acknowledged = new ArrayList<>();
        long last;
        try (BrokerProcess broker = BrokerProcess.start(options)) {
            try (DeviceClient device = DeviceClient.connect(broker.endpoint(), "device")) {
                publish(device, "before", acknowledged);
            }
            long killed = broker.pid();
            kill(killed);
            await().atMost(Duration.ofSeconds(30)).until(() -> broker.pid() != killed);
            try (Subscription subscription = Subscription.open(
                            broker.subscriptions(),
                            "plain",
                            (topic, payload) -> taken.add(new String(payload, UTF_8)),
                            Duration.ofMillis(50));
                    DeviceClient device = DeviceClient.connect(broker.endpoint(), "device")) {
                publish(device, "after", acknowledged);
                long again = broker.pid();
                kill(again);
                await().atMost(Duration.ofSeconds(30)).until(() -> broker.pid() != again);
                await().atMost(Duration.ofSeconds(30)).until(() -> taken.containsAll(acknowledged));
                await().atMost(Duration.ofSeconds(30)).until(() -> subscription.waiting() == 0);
            }
            last = broker.pid();
        }
        assertThat(acknowledged).hasSize(40);
        assertThat(ProcessHandle.of(last)).isEmpty();
    }

    @Test
    void aPortInUseIsNamedInOneLine(@TempDir Path folder) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            BrokerOptions options = BrokerOptions.inMemory().withJournal(folder).withPort(taken.getLocalPort());
            assertThatThrownBy(() -> BrokerProcess.start(options))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " on 127.0.0.1 is in use");
        }
    }

    @Test
    void whatTheProcessCannotUseIsSaidInOneLine(@TempDir Path folder) {
        BrokerTls tls = BrokerTls.pem(folder.resolve("absent.pem"), folder.resolve("key"), folder.resolve("ca"));
        assertThatThrownBy(() -> BrokerProcess.start(
                        BrokerOptions.inMemory().withJournal(folder).withTls(tls)))
                .isInstanceOf(IOException.class)
                .hasMessage("The broker did not start: " + folder.resolve("absent.pem") + ": no such file");
    }

    private static void publish(DeviceClient device, String word, List<String> acknowledged) throws Exception {
        for (int i = 0; i < 20; i++) {
            device.publish("towers/a/telemetry", (word + i).getBytes(UTF_8)).get(10, TimeUnit.SECONDS);
            acknowledged.add(word + i);
        }
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }
}
