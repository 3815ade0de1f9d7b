package io.towersense.telemetry.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessageIdTest {
    @Test
    void aMessageIsCalledAfterItsBytes() {
        // FIPS 180-2's example.
        assertThat(MessageId.of("abc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
                .matches(MessageId::isMessageId);
    }

    @Test
    void nothingElseIsAnId() {
        assertThat(MessageId.isMessageId("")).isFalse();
        assertThat(MessageId.isMessageId("A".repeat(64))).isFalse();
        assertThat(MessageId.isMessageId("a".repeat(63))).isFalse();
        assertThat(MessageId.isMessageId("a".repeat(64) + "\n")).isFalse();
    }
}
