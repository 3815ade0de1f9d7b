package io.towersense.telemetry.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpansTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S,        0 s",
        "PT0.999S,    0 s",
        "PT45S,       45 s",
        "PT1M,        1 min",
        "PT5M12S,     5 min 12 s",
        "PT1H0M59S,   1 h",
        "PT2H30M,     2 h 30 min",
        "P3DT2H59M,   3 d 2 h",
        "P400D,       400 d",
        "PT-90S,      -1 min 30 s",
    })
    void aSpanIsGivenInItsTwoLargestUnitsAndCut(Duration span, String text) {
        assertThat(Spans.format(span)).isEqualTo(text);
    }
}
