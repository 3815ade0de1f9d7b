package io.towersense.sensor.i2c;

import java.time.Duration;

/** One address on a bus. */
public final class I2cDevice {
    private final I2cBus bus;
    private final int address;

    /** @param address 7 bits, 0x08 to 0x77 */
    public I2cDevice(I2cBus bus, int address) {
        this.bus = bus;
        this.address = address;
    }

    /** The number of its bus. */
    public int busNumber() {
        return bus.number();
    }

    /** Its address, 7 bits. */
    public int address() {
        return address;
    }

    /** Writes bytes in one transfer. */
    public void write(int... bytes) throws I2cException {
        bus.write(address, toBytes(bytes));
    }

    /** Reads in one transfer. */
    public byte[] read(int count) throws I2cException {
        return bus.read(address, count);
    }

    /** Reads a register of 8 bits: 0 to 255. */
    public int readRegister(int register) throws I2cException {
        return Byte.toUnsignedInt(readRegisters(register, 1)[0]);
    }

    /** Reads registers that follow each other, in one transfer. */
    public byte[] readRegisters(int first, int count) throws I2cException {
        return bus.writeRead(address, new byte[] {(byte) first}, count);
    }

    /** Writes a register of 8 bits. */
    public void writeRegister(int register, int value) throws I2cException {
        write(register, value);
    }

    /** Lets time pass, as a chip needs it to measure. */
    public void pause(Duration time) throws InterruptedException {
        bus.pause(time);
    }

    /** Where it is, for a person: {@code 0x76 on bus 1}. */
    @Override
    public String toString() {
        return String.format("0x%02x on bus %d", address, bus.number());
    }

    private static byte[] toBytes(int[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
