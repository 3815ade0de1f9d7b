package io.towersense.sensor.i2c.fake;

import io.towersense.sensor.i2c.I2cException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A chip that is sent commands and gives an answer to each, once, when it is ready; before that, and without a command,
 * it does not acknowledge a read. So do Sensirion's sensors.
 */
public final class CommandChip implements FakeChip {

    private record Answer(String bytes, Duration after) {}

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private Optional<Answer> pending = Optional.empty();
    private Duration readyAt = Duration.ZERO;

    /** Answers a command with these bytes, at once. Both as hexadecimal digits. */
    public CommandChip answer(String command, String bytes) {
        return answer(command, bytes, Duration.ZERO);
    }

    /** Answers a command with these bytes, this long after it was sent. */
    public CommandChip answer(String command, String bytes, Duration after) {
        answers.put(command, new Answer(bytes, after));
        return this;
    }

    /** Forgets the command that it was sent, as when its power fails. */
    public synchronized void forget() {
        pending = Optional.empty();
    }

    @Override
    public synchronized void write(byte[] bytes, Duration now) {
        pending = Optional.ofNullable(answers.get(HexFormat.of().formatHex(bytes)));
        readyAt = pending.map(answer -> now.plus(answer.after())).orElse(now);
    }

    @Override
    public synchronized byte[] read(int count, Duration now) throws I2cException {
        if (pending.isEmpty() || now.compareTo(readyAt) < 0) {
            throw new I2cException(I2cException.Cause.NO_ANSWER, "not acknowledged");
        }
        byte[] answer = HexFormat.of().parseHex(pending.get().bytes());
        byte[] bytes = Arrays.copyOf(answer, count);
        // Nobody drives the line any more: it is high.
        Arrays.fill(bytes, Math.min(answer.length, count), count, (byte) 0xFF);
        pending = Optional.empty();
        return bytes;
    }
}
