package io.towersense.telemetry.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"1.2.0", "température", "温度", "\ud83d\ude00", "a b"})
    void whatCanBeShownIsPrintable(String text) {
        assertThat(PrintableText.isPrintable(text)).isTrue();
        assertThat(PrintableText.onOneLine(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  ", "a\nb", "a\u0000", "\u0085x", "\u2028x", "\u202ex", "\ud800", "x\udc00", "\u200b"})
    void controlsSeparatorsInvisiblesAndHalfCharactersAreNot(String text) {
        assertThat(PrintableText.isPrintable(text)).isFalse();
    }

    @Test
    void anExcerptIsShort() {
        assertThat(PrintableText.excerpt("x".repeat(200_000))).isEqualTo("x".repeat(60) + "...");
    }

    @Test
    void anExcerptThatCutsACharacterInHalfIsStillText() {
        assertThat(PrintableText.excerpt("x".repeat(59) + "\ud83d\ude00 and more"))
                .isEqualTo("x".repeat(59) + "?...");
    }

    @Property
    void oneLineIsOneLineAndSurvivesUtf8(@ForAll String text) {
        String line = PrintableText.onOneLine(text);
        assertThat(line.lines().count()).isLessThanOrEqualTo(1);
        assertThat(new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(line);
    }
}
