package io.towersense.agent.greengrass;

import static io.towersense.agent.greengrass.NucleusBench.PATIENT;
import static io.towersense.agent.greengrass.NucleusBench.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.agent.uplink.MqttSettings;
import io.towersense.agent.uplink.MqttUplink;
import io.towersense.agent.uplink.PublishOutcome.Accepted;
import io.towersense.agent.uplink.UplinkState;
import io.towersense.local.broker.Broker;
import io.towersense.local.broker.BrokerOptions;
import io.towersense.telemetry.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class FakeNucleusTest {
    @Test
    void messagesGoThroughTheNucleusToARealBrokerAndReceiptsComeBackAsSoonAsThereIsOne() throws Exception {
        List<String> atTheCloud = new CopyOnWriteArrayList<>();
        List<String> atTheGateway = new CopyOnWriteArrayList<>();
        try (Broker broker = Broker.start(BrokerOptions.inMemory());
                NucleusBench bench = new NucleusBench();
                MqttUplink cloud = MqttUplink.create(MqttSettings.of(broker.endpoint(), "cloud", Optional.empty()));
                Nucleus nucleus = bench.connected(PATIENT);
                NucleusUplink uplink = NucleusUplink.over(nucleus, Clock.system())) {
            bench.fake.iotCore().become(FakeIotCore.Mode.OFFLINE);
            cloud.subscribe("towers/gateway-1/telemetry", (topic, payload) -> {
                atTheCloud.add(new String(payload, UTF_8));
                var unused = cloud.publish("towers/gateway-1/receipts", payload);
            });
            cloud.start((state, reason) -> {});
            await(() -> cloud.state() == UplinkState.CONNECTED);
            uplink.start((state, reason) -> {});
            uplink.subscribe(
                    "towers/gateway-1/receipts", (topic, payload) -> atTheGateway.add(new String(payload, UTF_8)));
            assertThat(FakeNucleus.soon(uplink.publish("towers/gateway-1/telemetry", "kept".getBytes(UTF_8))))
                    .isEqualTo(new Accepted());
            assertThat(bench.fake.iotCore().spooled()).isOne();

            BrokerCloud.connect(broker.endpoint(), bench.fake.iotCore());
            await(() -> atTheCloud.contains("kept"));
            await(() -> bench.fake.iotCore().subscriptions().size() == 1);
            await(() -> {
                var unused = FakeNucleus.soon(uplink.publish("towers/gateway-1/telemetry", "now".getBytes(UTF_8)));
                return atTheGateway.contains("now");
            });
        }
    }
}
