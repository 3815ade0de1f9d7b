package io.towersense.cloud.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Property
    void whateverComesInIsOneShortLine(@ForAll String text, @ForAll @IntRange(min = 4, max = 300) int most) {
        assertThat(PlainText.line(text, most)).hasSizeLessThanOrEqualTo(most).doesNotContainPattern("[\\p{Cntrl}]");
        assertThat(PlainText.ascii(text, most)).hasSizeLessThanOrEqualTo(most).matches("[\\x20-\\x7e]*");
    }

    @Test
    void aUnitSurvivesInAscii() {
        assertThat(PlainText.ascii("47.3 °C", 100)).isEqualTo("47.3 C");
    }

    @Test
    void whatIsCutSaysSo() {
        assertThat(PlainText.line("x".repeat(200), 100)).hasSize(100).endsWith("...");
    }
}
