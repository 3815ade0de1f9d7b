package io.towersense.sensor.i2c.fake;

import java.time.Duration;
import java.util.HexFormat;

/**
 * A chip of 256 registers of 8 bits: a write sets the pointer and stores what follows, a read gives from the pointer on,
 * and both count up. A subclass adds what its chip does when a register is written and when time has passed.
 */
public class RegisterChip implements FakeChip {
    private static final int SIZE = 256;

    private final byte[] registers = new byte[SIZE];
    private int pointer;

    /** The byte in a register, 0 to 255. */
    public final int get(int register) {
        return Byte.toUnsignedInt(registers[register % SIZE]);
    }

    /** Puts a byte into a register, as the chip itself does. */
    public final RegisterChip set(int register, int value) {
        registers[register % SIZE] = (byte) value;
        return this;
    }

    /** Puts bytes into registers that follow each other. */
    public final RegisterChip set(int first, byte... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            set(first + i, bytes[i]);
        }
        return this;
    }

    /** Puts bytes, written as hexadecimal digits, into registers that follow each other. */
    public final RegisterChip set(int first, String hex) {
        return set(first, HexFormat.of().parseHex(hex));
    }

    @Override
    public final void write(byte[] bytes, Duration now) {
        pass(now);
        pointer = Byte.toUnsignedInt(bytes[0]);
        for (int i = 1; i < bytes.length; i++) {
            written(pointer, Byte.toUnsignedInt(bytes[i]), now);
            pointer = (pointer + 1) % SIZE;
        }
    }

    @Override
    public final byte[] read(int count, Duration now) {
        pass(now);
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) read(pointer);
            pointer = (pointer + 1) % SIZE;
        }
        return bytes;
    }

    /** What happens when a register is written: it holds the value, unless a subclass knows better. */
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
