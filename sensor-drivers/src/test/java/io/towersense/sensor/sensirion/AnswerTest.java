package io.towersense.sensor.sensirion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final String RIGHT = "beef92beef92";

    private static Answer answer(String hex) {
        return new Answer(HexFormat.of().parseHex(hex));
    }

    @Test
    void theDatasheetsExampleIsRight() {
        assertThat(Answer.checksum(0xBE, 0xEF)).isEqualTo(0x92);
        assertThat(answer(RIGHT).word(0)).hasValue(0xBEEF);
        assertThat(answer(RIGHT).isRight(2)).isTrue();
    }

    @Test
    void everySingleBitThatFlipsIsNoticedInItsWordAndInNoOther() {
        for (int bit = 0; bit < 48; bit++) {
            byte[] bytes = HexFormat.of().parseHex(RIGHT);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            Answer damaged = new Answer(bytes);
            assertThat(damaged.word(bit / 24)).as("bit %d", bit).isEmpty();
            assertThat(damaged.word(1 - bit / 24)).as("bit %d", bit).hasValue(0xBEEF);
            assertThat(damaged.isRight(2)).isFalse();
        }
    }

    @Test
    void everyTwoBitsThatFlipInAWordAreNoticed() {
        for (int first = 0; first < 24; first++) {
            for (int second = 0; second < first; second++) {
                byte[] bytes = HexFormat.of().parseHex(RIGHT);
                bytes[first / 8] ^= (byte) (1 << first % 8);
                bytes[second / 8] ^= (byte) (1 << second % 8);
                assertThat(new Answer(bytes).word(0)).isEmpty();
            }
        }
    }

    @Test
    void whatIsMissingIsNoWord() {
        assertThat(answer("beef").word(0)).isEmpty();
        assertThat(answer("beef92be").word(1)).isEmpty();
        assertThat(answer("beef92").isRight(2)).isFalse();
    }

    @Test
    void theFormulasRunFromEndToEndAndNeverTurnBack() {
        double before = Formula.CELSIUS.of(0);
        assertThat(before).isEqualTo(-45);
        for (int ticks = 1; ticks <= 65_535; ticks++) {
            double value = Formula.CELSIUS.of(ticks);
            assertThat(value).isGreaterThan(before);
            before = value;
        }
        assertThat(before).isEqualTo(130);
    }
}
