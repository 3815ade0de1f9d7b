package io.towersense.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommittedReadingsTest {
    @Test
    void aLineNamesADeviceAndATime() {
        assertThat(CommittedReadings.in(List.of("starting", "committed gateway-1-cab2 2026-11-26T16:54:01.667184Z")))
                .containsExactly("gateway-1-cab2 2026-11-26T16:54:01.667184Z");
    }

    @Test
    void aLineThatAKillToreApartNamesNoReading() {
        assertThat(CommittedReadings.in(List.of(
                        "committed gateway-1-cab2 2026-11-26T16:54:01.667",
                        "committed gateway-1-c",
                        "committed gateway-1-cab2 2026-11-16:54:01 WARN i.t.a.Uplink away")))
                .isEmpty();
    }
}
