package io.towersense.telemetry.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final ManualClock clock = new ManualClock(START);

    @Test
    void advancingMovesBothSides() {
        clock.advance(Duration.ofSeconds(5));
        assertThat(clock.now()).isEqualTo(START.plusSeconds(5));
        assertThat(clock.monotonic()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void settingTheWallClockLeavesTheMonotonicSideAlone() {
        clock.advance(Duration.ofSeconds(5));
        clock.set(START.minusSeconds(3600));
        assertThat(clock.now()).isEqualTo(START.minusSeconds(3600));
        assertThat(clock.monotonic()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void timeDoesNotGoBack() {
        assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theMachinesMonotonicTimeNeverGoesBack() {
        Duration before = Clock.system().monotonic();
        assertThat(Clock.system().monotonic()).isGreaterThanOrEqualTo(before);
    }
}
