package io.towersense.sensor.chip;

/** The bytes of registers that follow each other, read as the numbers that a datasheet puts there; low byte first. */
public final class RegisterBytes {
    private final byte[] bytes;

    /** Numbers in a copy of these bytes. */
    public RegisterBytes(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** 0 to 255. */
    public int unsigned8(int at) {
        return Byte.toUnsignedInt(bytes[at]);
    }

    /** -128 to 127. */
    public int signed8(int at) {
        return bytes[at];
    }

    /** 0 to 65,535. */
    public int unsigned16(int at) {
        return unsigned8(at) | (unsigned8(at + 1) << 8);
    }

    /** -32,768 to 32,767. */
    public int signed16(int at) {
        return (short) unsigned16(at);
    }

    /** Three bytes, the highest first, without the lowest four bits: how Bosch's sensors give 20 bits. */
    public int count20(int at) {
        return (unsigned8(at) << 12) | (unsigned8(at + 1) << 4) | (unsigned8(at + 2) >> 4);
    }

    /** Two bytes, the highest first: 0 to 65,535. */
    public int count16(int at) {
        return (unsigned8(at) << 8) | unsigned8(at + 1);
    }
}
