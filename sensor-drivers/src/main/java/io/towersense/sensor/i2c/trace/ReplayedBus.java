package io.towersense.sensor.i2c.trace;

import io.towersense.sensor.i2c.I2cBus;
import io.towersense.sensor.i2c.I2cBuses;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.sensor.i2c.trace.Recording.RecordedTransfer;
import io.towersense.telemetry.value.PrintableText;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A recorded bus, and the machine around it, which has this bus alone: it gives back what was recorded, in its order, as
 * long as it is asked what was asked then. Pauses take no time. Not thread-safe.
 */
public final class ReplayedBus implements I2cBus, I2cBuses {
    private final Recording recording;
    private int next;

    /** Begins with the first transfer. */
    public ReplayedBus(Recording recording) {
        this.recording = recording;
    }

    /** Whether everything that was recorded has been given back. */
    public boolean isAtEnd() {
        return next == recording.transfers().size();
    }

    @Override
    public int number() {
        return recording.header().bus();
    }

    @Override
    public List<Integer> numbers() {
        return List.of(number());
    }

    /** This bus, whatever its number. */
    @Override
    public I2cBus bus(int wanted) {
        return this;
    }

    @Override
    public void write(int address, byte[] bytes) throws I2cException {
        answer(address, bytes, 0);
    }

    @Override
    public byte[] read(int address, int count) throws I2cException {
        return answer(address, new byte[0], count);
    }

    @Override
    public byte[] writeRead(int address, byte[] bytes, int count) throws I2cException {
        return answer(address, bytes, count);
    }

    @Override
    public void pause(Duration time) {}

    /** @throws UnexpectedTransferException if this is not what was recorded next */
    private byte[] answer(int address, byte[] written, int count) throws I2cException {
        Transfer asked = new Transfer(address, HexFormat.of().formatHex(written), count, "", Optional.empty());
        Transfer recorded = recorded(asked);
        if (recorded.failure().isPresent()) {
            throw recorded.failure().get().asException();
        }
        return HexFormat.of().parseHex(recorded.answer());
    }

    private Transfer recorded(Transfer asked) {
        if (isAtEnd()) {
            throw new UnexpectedTransferException(
                    recording.file() + ": ends in the middle of a reading: the driver asks '"
                            + PrintableText.excerpt(asked.question()) + "' next; record it anew");
        }
        RecordedTransfer recorded = recording.transfers().get(next);
        if (!recorded.transfer().asksTheSameAs(asked)) {
            throw new UnexpectedTransferException(recording.file() + ": line " + recorded.line() + ": the driver asks '"
                    + PrintableText.excerpt(asked.question()) + "' where '"
                    + PrintableText.excerpt(recorded.transfer().question())
                    + "' was recorded: it was recorded with another driver, version or option");
        }
        next++;
        return recorded.transfer();
    }
}
