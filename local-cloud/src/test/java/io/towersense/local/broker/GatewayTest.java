package io.towersense.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "towers/gateway-1/receipts",
                "towers/gateway-1/#",
                "+/gateway-1/+",
                "towers/gateway-1/receipts/#",
                "towers/+/telemetry",
                "towers/gateway-2/alarms",
                "towers/gateway-2/receipts/more",
                "towers",
                "+",
                "$aws/things/gateway-1/shadow/#"
            })
    void aGatewaySubscribesToItsOwnReceiptsAndToWhatIsNoReceipt(String filter) {
        assertThat(new Gateway("gateway-1").maySubscribe(filter)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "towers/gateway-2/receipts",
                "towers/gateway-2/+",
                "towers/gateway-2/#",
                "towers/gateway-2/receipts/#",
                "towers/gateway-1#/receipts",
                "towers/+/receipts",
                "+/+/+",
                "towers/#",
                "#",
                "$aws/rules/telemetry/#"
            })
    void aGatewayDoesNotSubscribeToWhatMatchesAnothersReceiptsNorToBasicIngest(String filter) {
        assertThat(new Gateway("gateway-1").maySubscribe(filter)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway-1#2", "gateway-1#17"})
    void aFurtherConnectionOfANucleusIsTheSameGateway(String clientId) {
        Gateway nucleus = new Gateway(clientId);

        assertThat(nucleus.maySubscribe("towers/gateway-1/receipts")).isTrue();
        assertThat(nucleus.maySubscribe("towers/gateway-2/receipts")).isFalse();
    }
}
