package io.towersense.sensor.sensirion;

import io.towersense.sensor.chip.RegisterBytes;
import java.util.Optional;

/**
 * What such a sensor answers: words of 16 bits, the high byte first, each followed by its CRC-8 with the polynomial 0x31
 * and the initial value 0xFF (SHT3x-DIS datasheet, section 4.12; SHT4x datasheet, section 4.4). Immutable.
 */
public final class Answer {
    private static final int POLYNOMIAL = 0x31;
    private static final int INITIAL = 0xFF;
    private static final int WITH_CHECKSUM = 3;

    private final RegisterBytes bytes;
    private final int words;

    /** @param bytes as they were read; an incomplete word at the end counts for nothing */
    public Answer(byte[] bytes) {
        this.bytes = new RegisterBytes(bytes);
        this.words = bytes.length / WITH_CHECKSUM;
    }

    /** A word, 0 to 65,535; empty where it is missing or its checksum is wrong. */
    public Optional<Integer> word(int index) {
        int at = index * WITH_CHECKSUM;
        boolean isRight =
                index < words && checksum(bytes.unsigned8(at), bytes.unsigned8(at + 1)) == bytes.unsigned8(at + 2);
        return isRight ? Optional.of(bytes.count16(at)) : Optional.empty();
    }

    /** Whether there are so many words, all with the right checksum. */
    public boolean isRight(int count) {
        for (int index = 0; index < count; index++) {
            if (word(index).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    static int checksum(int high, int low) {
        return shifted(shifted(INITIAL ^ high) ^ low);
    }

    private static int shifted(int value) {
        int checksum = value;
        for (int bit = 0; bit < 8; bit++) {
            checksum = (checksum & 0x80) == 0 ? checksum << 1 : (checksum << 1) ^ POLYNOMIAL;
        }
        return checksum & 0xFF;
    }
}
