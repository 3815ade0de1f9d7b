package io.towersense.telemetry.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifierTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "tower-0042-cab1", "A.b:c_D-9", "-", "0"})
    void lettersDigitsAndFourSignsAreAllowed(String text) {
        assertThat(Identifier.isIdentifier(text)).isTrue();
        assertThat(Identifier.isIdentifier(text.repeat(128 / text.length()))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a/b", "a#b", "ä", "a\n", "a\u0000", "\ud83d\ude00", "tower,1", "a+b"})
    void nothingElseIs(String text) {
        assertThat(Identifier.isIdentifier(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {129, 200_000})
    void itHasAtMost128Characters(int length) {
        assertThat(Identifier.isIdentifier("x".repeat(length))).isFalse();
    }
}
