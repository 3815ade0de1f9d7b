package io.towersense.sensor.i2c.fake;

import java.time.Duration;

/**
 * A chip of 256 registers of 16 bits, the high byte first: a write sets the pointer and stores the word that follows, a
 * read gives the word at the pointer, which does not move. So do the chips of Texas Instruments and Microchip. A subclass
 * adds what its chip does when a register is written or read and when time has passed.
 */
public class WordRegisterChip implements FakeChip {
    private static final int SIZE = 256;

    private final char[] registers = new char[SIZE];
    private int pointer;

    /** The word in a register, 0 to 65,535. */
    public final int get(int register) {
        return registers[register];
    }

    /** Puts a word into a register, as the chip itself does. */
    public final WordRegisterChip set(int register, int value) {
        registers[register] = (char) value;
        return this;
    }

    @Override
    public final void write(byte[] bytes, Duration now) {
        pass(now);
        pointer = Byte.toUnsignedInt(bytes[0]);
        if (bytes.length > 2) {
            written(pointer, Byte.toUnsignedInt(bytes[1]) << 8 | Byte.toUnsignedInt(bytes[2]), now);
        }
    }

    @Override
    public final byte[] read(int count, Duration now) {
        pass(now);
        int word = read(pointer);
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i % 2 == 0 ? word >> 8 : word);
        }
        return bytes;
    }

    /** What happens when a register is written: it holds the word, unless a subclass knows better. */
    protected void written(int register, int value, Duration now) {
        set(register, value);
    }

    /** What a register gives when it is read: what it holds, unless a subclass knows better. */
    protected int read(int register) {
        return get(register);
    }

    /** What the chip has done by itself up to now; called before every transfer. */
    protected void pass(Duration now) {}
}
