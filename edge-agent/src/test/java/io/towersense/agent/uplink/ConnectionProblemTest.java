package io.towersense.agent.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.crt.mqtt5.packets.ConnAckPacket;
import software.amazon.awssdk.crt.mqtt5.packets.ConnAckPacket.ConnectReasonCode;
import software.amazon.awssdk.crt.mqtt5.packets.DisconnectPacket;
import software.amazon.awssdk.crt.mqtt5.packets.DisconnectPacket.DisconnectReasonCode;

class ConnectionProblemTest {
    private final List<String> told = new ArrayList<>();
    private final ConnectionProblem problem = new ConnectionProblem(
            MqttSettings.of(URI.create("mqtts://broker.example:8883"), "gateway-1", Optional.empty()), told::add);

    @ParameterizedTest
    @CsvSource({
        "AWS_IO_DNS_QUERY_FAILED, there is no host broker.example",
        "AWS_IO_SOCKET_CONNECTION_REFUSED, nothing listens at mqtts://broker.example:8883",
        "AWS_IO_SOCKET_TIMEOUT, mqtts://broker.example:8883 cannot be reached; check the backhaul",
        "AWS_ERROR_MQTT5_CONNACK_TIMEOUT, does not speak MQTT 5; check the port",
        "AWS_SOMETHING_NEW, no connection to mqtts://broker.example:8883: as the client says"
    })
    void whatIsKnownForCertainIsSaid(String error, String text) {
        assertThat(problem.unreachable(error, "as the client says"))
                .contains(text)
                .doesNotContain("\n");
        assertThat(ConnectionProblem.mayBeCertificates(error)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_IO_TLS_ERROR_NEGOTIATION_FAILURE",
        "AWS_IO_TLS_NEGOTIATION_TIMEOUT",
        "AWS_ERROR_MQTT_UNEXPECTED_HANGUP",
        "AWS_IO_SOCKET_CLOSED"
    })
    void whatCertificatesMayBeBehindIsLookedInto(String error) {
        assertThat(ConnectionProblem.mayBeCertificates(error)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalIsOneLineThatNamesTheThing(ConnectReasonCode code) {
        ConnAckPacket answer = mock();
        when(answer.getReasonCode()).thenReturn(code);
        problem.failed(0, answer);
        assertThat(told)
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains(
                                "mqtts://broker.example:8883",
                                code.toString(),
                                "check that thing gateway-1 may connect")
                        .doesNotContain("\n"));
    }

    @ParameterizedTest
    @EnumSource
    void everyFarewellIsOneLine(DisconnectReasonCode code) {
        DisconnectPacket goodbye = mock();
        when(goodbye.getReasonCode()).thenReturn(code);
        assertThat(problem.describeLoss(0, goodbye))
                .contains("mqtts://broker.example:8883")
                .doesNotContain("\n");
    }

    @Test
    void onlyWhatIsAboutAMessageIsBlamedOnMessages() {
        DisconnectPacket goodbye = mock();
        when(goodbye.getReasonCode()).thenReturn(DisconnectReasonCode.PACKET_TOO_LARGE);
        assertThat(ConnectionProblem.blame(goodbye)).contains("PACKET_TOO_LARGE");
        when(goodbye.getReasonCode()).thenReturn(DisconnectReasonCode.NOT_AUTHORIZED);
        assertThat(ConnectionProblem.blame(goodbye)).isEmpty();
        assertThat(ConnectionProblem.blame(null)).isEmpty();
    }
}
