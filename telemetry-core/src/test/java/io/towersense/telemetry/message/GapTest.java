package io.towersense.telemetry.message;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class GapTest {
    private static final Instant FROM = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void aGapOfOneReadingBeginsAndEndsAtOnce() {
        assertThatCode(() -> new Gap("tower-1", FROM, FROM, 1, "outbox full")).doesNotThrowAnyException();
    }

    @Test
    void aGapDoesNotEndBeforeItBegins() {
        assertThatThrownBy(() -> new Gap("tower-1", FROM, FROM.minusNanos(1000), 1, "outbox full"))
                .hasMessageStartingWith("to: ");
    }

    @Test
    void aGapOfNothingIsNone() {
        assertThatThrownBy(() -> new Gap("tower-1", FROM, FROM, 0, "outbox full"))
                .hasMessageStartingWith("count: ");
    }

    @Test
    void aGapIsADevices() {
        assertThatThrownBy(() -> new Gap("tower 1", FROM, FROM, 1, "outbox full"))
                .hasMessageStartingWith("device_id: ");
    }
}
