package io.towersense.sensor.onewire;

/**
 * The checksum of 1-Wire devices: polynomial x^8 + x^5 + x^4 + 1, lowest bit first, beginning with 0 (Maxim, Application
 * Note 27).
 */
final class MaximCrc {
    private static final int POLYNOMIAL = 0x8C;

    private MaximCrc() {}

    /** Of the first bytes: 0 to 255. */
    static int of(byte[] bytes, int length) {
        int crc = 0;
        for (int i = 0; i < length; i++) {
            crc ^= Byte.toUnsignedInt(bytes[i]);
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ POLYNOMIAL;
            }
        }
        return crc;
    }
}
