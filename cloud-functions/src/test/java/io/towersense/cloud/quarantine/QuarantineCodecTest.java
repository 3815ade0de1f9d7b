package io.towersense.cloud.quarantine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.telemetry.codec.UndecodableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuarantineCodecTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void whatIsKeptIsReadBackTheSame() {
        QuarantinedRecord kept = new QuarantinedRecord(
                "49",
                new byte[] {1, 2, 3},
                Optional.of("gw-1"),
                NOW,
                QuarantineReason.INVALID,
                "temperature: is not a number",
                3,
                List.of(new Rejection(7, QuarantineReason.INVALID, "temperature: is not a number", "{\"a\":1}", 3)),
                Optional.of("2026-11-21/gw-1/48.json"));

        QuarantinedRecord read = QuarantineCodec.decode(QuarantineCodec.encode(kept, NOW));

        assertThat(read).usingRecursiveComparison().isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "5",
                "{\"reason\":\"invalid\"}",
                "{\"reason\":\"moon\",\"detail\":\"\",\"sequence_number\":\"1\",\"arrived_at\":\"2026-11-22T10:00:00Z\",\"envelope\":\"\"}",
                "{\"reason\":\"invalid\",\"detail\":\"\",\"sequence_number\":\"1\",\"arrived_at\":\"noon\",\"envelope\":\"\"}",
                "{\"reason\":\"invalid\",\"detail\":\"\",\"sequence_number\":\"1\",\"arrived_at\":\"2026-11-22T10:00:00Z\",\"envelope\":\"?\"}",
            })
    void whatIsNoKeptRecordSaysSo(String json) {
        assertThatThrownBy(() -> QuarantineCodec.decode(json.getBytes(UTF_8))).isInstanceOf(UndecodableException.class);
    }
}
