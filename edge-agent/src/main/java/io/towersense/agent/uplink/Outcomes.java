package io.towersense.agent.uplink;

import io.towersense.agent.uplink.PublishOutcome.Accepted;
import io.towersense.agent.uplink.PublishOutcome.Refused;
import io.towersense.agent.uplink.PublishOutcome.Unconfirmed;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.CrtRuntimeException;
import software.amazon.awssdk.crt.mqtt5.PublishResult;
import software.amazon.awssdk.crt.mqtt5.packets.PubAckPacket;
import software.amazon.awssdk.crt.mqtt5.packets.PubAckPacket.PubAckReasonCode;

/** What the MQTT client's word on a message means for it. */
final class Outcomes {
    /** From here on a reason code is a failure (MQTT 5.0, 2.4). */
    static final int FIRST_FAILURE = 0x80;

    private static final Set<String> NOT_SENT =
            Set.of("AWS_ERROR_MQTT5_PACKET_VALIDATION", "AWS_ERROR_MQTT5_PUBLISH_OPTIONS_VALIDATION");

    private Outcomes() {}

    /**
     * What the client's answer means.
     *
     * @param blame what the broker said of the message for which it ended the connection, if it did
     */
    static PublishOutcome of(@Nullable PublishResult result, @Nullable Throwable failure, Optional<String> blame) {
        if (failure != null && blame.isPresent()) {
            return new Refused(blame.get());
        }
        if (failure != null) {
            return failed(failure);
        }
        PubAckPacket answer = result == null ? null : result.getResultPubAck();
        if (answer == null) {
            return new Unconfirmed("the broker's answer is no PUBACK");
        }
        PubAckReasonCode code = answer.getReasonCode();
        if (code.getValue() < FIRST_FAILURE) {
            return new Accepted();
        }
        String reason = code + (answer.getReasonString() == null ? "" : ": " + answer.getReasonString());
        // A quota is no fault of the message: it goes again.
        return code == PubAckReasonCode.QUOTA_EXCEEDED ? new Unconfirmed(reason) : new Refused(reason);
    }

    private static PublishOutcome failed(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof CrtRuntimeException crt)) {
            return new Unconfirmed(String.valueOf(cause.getMessage()));
        }
        String description = CRT.awsErrorString(crt.errorCode);
        // Such a message the client does not even send, however often it is asked to.
        return NOT_SENT.contains(CRT.awsErrorName(crt.errorCode))
                ? new Refused(description + " (larger than the broker takes, or no message that can be published)")
                : new Unconfirmed(description);
    }
}
