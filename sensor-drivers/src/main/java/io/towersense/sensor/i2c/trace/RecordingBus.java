package io.towersense.sensor.i2c.trace;

import io.towersense.sensor.i2c.I2cBus;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.sensor.i2c.trace.Transfer.Failure;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/** A bus of which every transfer is noted, those that fail included. */
public final class RecordingBus implements I2cBus {
    private static final byte[] NOTHING = {};

    private final I2cBus bus;
    private final Consumer<Transfer> record;

    /** @param record is told every transfer after it took place */
    public RecordingBus(I2cBus bus, Consumer<Transfer> record) {
        this.bus = bus;
        this.record = record;
    }

    /** One transfer of the bus behind this. */
    @FunctionalInterface
    private interface Action {
        byte[] run() throws I2cException;
    }

    @Override
    public int number() {
        return bus.number();
    }

    @Override
    public void write(int address, byte[] bytes) throws I2cException {
        noted(address, bytes, 0, () -> {
            bus.write(address, bytes);
            return NOTHING;
        });
    }

    @Override
    public byte[] read(int address, int count) throws I2cException {
        return noted(address, NOTHING, count, () -> bus.read(address, count));
    }

    @Override
    public byte[] writeRead(int address, byte[] bytes, int count) throws I2cException {
        return noted(address, bytes, count, () -> bus.writeRead(address, bytes, count));
    }

    @Override
    public void pause(Duration time) throws InterruptedException {
        bus.pause(time);
    }

    @Override
    public void close() {
        bus.close();
    }

    private byte[] noted(int address, byte[] written, int count, Action action) throws I2cException {
        String question = HexFormat.of().formatHex(written);
        try {
            byte[] answer = action.run();
            record.accept(new Transfer(address, question, count, HexFormat.of().formatHex(answer), Optional.empty()));
            return answer;
        } catch (I2cException e) {
            record.accept(new Transfer(address, question, count, "", Optional.of(Failure.of(e))));
            throw e;
        }
    }
}
