package io.towersense.agent.uplink;

import io.towersense.telemetry.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.mqtt5.packets.ConnAckPacket;
import software.amazon.awssdk.crt.mqtt5.packets.DisconnectPacket;
import software.amazon.awssdk.crt.mqtt5.packets.DisconnectPacket.DisconnectReasonCode;

/**
 * Why a connection did not come about or was lost, as one line for a person. The MQTT client tells hardly more than that
 * TLS failed; what exactly, a look of our own at the broker tells.
 */
final class ConnectionProblem implements AutoCloseable {
    private static final Set<DisconnectReasonCode> ABOUT_A_MESSAGE = Set.of(
            DisconnectReasonCode.PACKET_TOO_LARGE,
            DisconnectReasonCode.PAYLOAD_FORMAT_INVALID,
            DisconnectReasonCode.TOPIC_NAME_INVALID);

    private final MqttSettings settings;
    private final Optional<Investigation> investigation;
    private final Consumer<String> tell;

    /**
     * Nothing is wrong yet.
     *
     * @param tell told why there is no connection, on this thread or another
     */
    ConnectionProblem(MqttSettings settings, Consumer<String> tell) {
        this.settings = settings;
        this.investigation = settings.tls().map(files -> new Investigation(settings, files, Clock.system(), tell));
        this.tell = tell;
    }

    /** An attempt to connect has begun. */
    void attempted() {
        investigation.ifPresent(Investigation::attempted);
    }

    /** There is a connection. */
    void connected() {
        investigation.ifPresent(Investigation::connected);
    }

    /** An attempt failed: finds out why, and tells it. */
    void failed(int error, @Nullable ConnAckPacket answer) {
        if (answer != null && answer.getReasonCode() != null) {
            tell.accept(refusal(answer));
        } else if (investigation.isPresent() && mayBeCertificates(CRT.awsErrorName(error))) {
            investigation.get().failed(unreachable(CRT.awsErrorName(error), CRT.awsErrorString(error)));
        } else {
            tell.accept(unreachable(CRT.awsErrorName(error), CRT.awsErrorString(error)));
        }
    }

    /** Why a connection was lost. */
    String describeLoss(int error, @Nullable DisconnectPacket goodbye) {
        if (goodbye == null || goodbye.getReasonCode() == null) {
            return "the connection to " + settings.broker() + " was lost: " + CRT.awsErrorString(error);
        }
        if (goodbye.getReasonCode() == DisconnectReasonCode.SESSION_TAKEN_OVER) {
            return "another program has connected to " + settings.broker() + " as " + settings.thing()
                    + "; only one may have this name";
        }
        String said = goodbye.getReasonString() == null ? "" : " (" + goodbye.getReasonString() + ")";
        return "the broker " + settings.broker() + " ended the connection: " + goodbye.getReasonCode() + said;
    }

    /** What the broker says of the message for which it ended the connection; empty where it was for none. */
    static Optional<String> blame(@Nullable DisconnectPacket goodbye) {
        return goodbye != null && goodbye.getReasonCode() != null && ABOUT_A_MESSAGE.contains(goodbye.getReasonCode())
                ? Optional.of(goodbye.getReasonCode().toString())
                : Optional.empty();
    }

    @Override
    public void close() {
        investigation.ifPresent(Investigation::close);
    }

    /** Whether certificates can be behind this: TLS says so, or the line was closed before the broker said a word. */
    static boolean mayBeCertificates(String error) {
        return error.startsWith("AWS_IO_TLS")
                || error.equals("AWS_IO_SOCKET_CLOSED")
                || error.equals("AWS_ERROR_MQTT_UNEXPECTED_HANGUP");
    }

    String unreachable(String error, String description) {
        return switch (error) {
            case "AWS_IO_SOCKET_CONNECTION_REFUSED" ->
                "nothing listens at " + settings.broker() + "; check uplink.mqtt.endpoint, and whether the broker runs";
            case "AWS_IO_DNS_INVALID_NAME",
                    "AWS_IO_DNS_QUERY_FAILED",
                    "AWS_IO_DNS_QUERY_AGAIN",
                    "AWS_IO_DNS_NO_ADDRESS_FOR_HOST" ->
                "there is no host " + settings.broker().getHost()
                        + ", or no name service; check uplink.mqtt.endpoint and the backhaul";
            case "AWS_IO_SOCKET_TIMEOUT", "AWS_IO_SOCKET_NO_ROUTE_TO_HOST", "AWS_IO_SOCKET_NETWORK_DOWN" ->
                settings.broker() + " cannot be reached; check the backhaul";
            case "AWS_ERROR_MQTT5_CONNACK_TIMEOUT", "AWS_ERROR_MQTT5_DECODE_PROTOCOL_ERROR" ->
                "what listens at " + settings.broker() + " does not speak MQTT 5; check the port in"
                        + " uplink.mqtt.endpoint";
            default -> "no connection to " + settings.broker() + ": " + description;
        };
    }

    private String refusal(ConnAckPacket answer) {
        String said = answer.getReasonString() == null ? "" : " (" + answer.getReasonString() + ")";
        return "the broker " + settings.broker() + " refuses the connection: " + answer.getReasonCode() + said
                + "; check that thing " + settings.thing() + " may connect";
    }
}
