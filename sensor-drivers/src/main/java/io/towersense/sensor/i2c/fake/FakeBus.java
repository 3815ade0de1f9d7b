package io.towersense.sensor.i2c.fake;

import io.towersense.sensor.i2c.I2cBus;
import io.towersense.sensor.i2c.I2cBuses;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.sensor.i2c.I2cException.Cause;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A bus in memory, and the machine around it, which has this bus alone. Time is its own: it passes when somebody pauses.
 * Chips can be attached and pulled off, the bus can vanish and come back, and single transfers can be made to fail.
 * Thread-safe.
 */
public final class FakeBus implements I2cBus, I2cBuses {
    private final int number;
    private final Map<Integer, FakeChip> chips = new TreeMap<>();
    private final Set<Integer> busy = new TreeSet<>();
    private boolean isThere = true;
    private Duration now = Duration.ZERO;
    private long transfers;
    private long failFrom = Long.MAX_VALUE;
    private long failUntil;
    private Cause failure = Cause.NO_ANSWER;
    private long eventAt = Long.MAX_VALUE;
    private Runnable event = () -> {};

    /** A bus without chips. */
    public FakeBus(int number) {
        this.number = number;
    }

    /** Puts a chip on the bus, in place of another at this address. */
    public synchronized FakeBus attach(int address, FakeChip chip) {
        chips.put(address, chip);
        return this;
    }

    /** Takes the chip at this address off the bus. */
    public synchronized void detach(int address) {
        chips.remove(address);
    }

    /** From now on a kernel driver owns the address, or no longer. */
    public synchronized void hold(int address, boolean isHeld) {
        if (isHeld) {
            busy.add(address);
        } else {
            busy.remove(address);
        }
    }

    /** The bus itself is gone, or back. */
    public synchronized void setThere(boolean there) {
        isThere = there;
    }

    /**
     * Lets transfers fail.
     *
     * @param after how many transfers from now still go well
     * @param count how many fail then
     */
    public synchronized void fail(int after, int count, Cause cause) {
        failFrom = transfers + after;
        failUntil = failFrom + count;
        failure = cause;
    }

    /** Lets something happen, once, right before a transfer: after how many transfers from now. */
    public synchronized void before(int after, Runnable happening) {
        eventAt = transfers + after;
        event = happening;
    }

    /** How many transfers there were, those that failed included. */
    public synchronized long transfers() {
        return transfers;
    }

    /** The bus' own time. */
    public synchronized Duration now() {
        return now;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public synchronized List<Integer> numbers() {
        return isThere ? List.of(number) : List.of();
    }

    /** This bus; one with another number is not there. */
    @Override
    public synchronized I2cBus bus(int wanted) {
        if (wanted == number) {
            return this;
        }
        FakeBus other = new FakeBus(wanted);
        other.setThere(false);
        return other;
    }

    @Override
    public synchronized void write(int address, byte[] bytes) throws I2cException {
        begin(address).write(bytes, now);
    }

    @Override
    public synchronized byte[] read(int address, int count) throws I2cException {
        return begin(address).read(count, now);
    }

    @Override
    public synchronized byte[] writeRead(int address, byte[] bytes, int count) throws I2cException {
        FakeChip chip = begin(address);
        chip.write(bytes, now);
        return chip.read(count, now);
    }

    @Override
    public synchronized void pause(Duration time) {
        now = now.plus(time);
    }

    private FakeChip begin(int address) throws I2cException {
        long transfer = transfers++;
        if (transfer == eventAt) {
            event.run();
        }
        if (!isThere) {
            throw new I2cException(Cause.NO_BUS, "there is no bus " + number);
        }
        if (transfer >= failFrom && transfer < failUntil) {
            throw new I2cException(failure, "made to fail");
        }
        if (busy.contains(address)) {
            throw new I2cException(Cause.BUSY, "Device or resource busy");
        }
        return Optional.ofNullable(chips.get(address))
                .orElseThrow(() -> new I2cException(Cause.NO_ANSWER, "not acknowledged"));
    }
}
