package io.towersense.agent.uplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.crt.mqtt5.PublishResult;
import software.amazon.awssdk.crt.mqtt5.packets.PubAckPacket;
import software.amazon.awssdk.crt.mqtt5.packets.PubAckPacket.PubAckReasonCode;

class OutcomesTest {
    @ParameterizedTest
    @EnumSource(names = {"SUCCESS", "NO_MATCHING_SUBSCRIBERS"})
    void theBrokerHasTheMessage(PubAckReasonCode code) {
        assertThat(of(code)).isEqualTo(new PublishOutcome.Accepted());
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "UNSPECIFIED_ERROR",
                "IMPLEMENTATION_SPECIFIC_ERROR",
                "NOT_AUTHORIZED",
                "TOPIC_NAME_INVALID",
                "PACKET_IDENTIFIER_IN_USE",
                "PAYLOAD_FORMAT_INVALID"
            })
    void theBrokerRefusesTheMessage(PubAckReasonCode code) {
        assertThat(of(code)).isEqualTo(new PublishOutcome.Refused(code + ": as it says"));
    }

    @Test
    void aBrokerThatIsBusySaysNothingAboutTheMessage() {
        assertThat(of(PubAckReasonCode.QUOTA_EXCEEDED))
                .isEqualTo(new PublishOutcome.Unconfirmed("QUOTA_EXCEEDED: as it says"));
    }

    @Test
    void withoutAnAnswerNobodyKnows() {
        assertThat(Outcomes.of(null, new IllegalStateException("no answer"), Optional.empty()))
                .isEqualTo(new PublishOutcome.Unconfirmed("no answer"));
    }

    @Test
    void aMessageForWhichTheBrokerEndedTheConnectionIsRefused() {
        assertThat(Outcomes.of(null, new IllegalStateException(), Optional.of("packet too large")))
                .isEqualTo(new PublishOutcome.Refused("packet too large"));
    }

    private static PublishOutcome of(PubAckReasonCode code) {
        return Outcomes.of(answer(code), null, Optional.empty());
    }

    private static PublishResult answer(PubAckReasonCode code) {
        PubAckPacket packet = mock();
        when(packet.getReasonCode()).thenReturn(code);
        when(packet.getReasonString()).thenReturn("as it says");
        PublishResult result = mock();
        when(result.getResultPubAck()).thenReturn(packet);
        return result;
    }
}
