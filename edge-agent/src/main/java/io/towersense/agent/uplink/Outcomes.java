package io.towersense.agent.uplink;

import io.towersense.agent.uplink.PublishOutcome.Accepted;
import io.towersense.agent.uplink.PublishOutcome.Refused;
import io.towersense.agent.uplink.PublishOutcome.Unconfirmed;
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
    private static final int FIRST_FAILURE = 0x80;

    private Outcomes() {}

    static PublishOutcome of(@Nullable PublishResult result, @Nullable Throwable failure) {
        if (failure != null) {
            return new Unconfirmed(describe(failure));
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

    private static String describe(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof CrtRuntimeException crt
                ? CRT.awsErrorString(crt.errorCode)
                : String.valueOf(cause.getMessage());
    }
}
