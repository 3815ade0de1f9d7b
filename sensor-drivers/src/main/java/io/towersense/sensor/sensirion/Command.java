package io.towersense.sensor.sensirion;

import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.sensor.i2c.I2cException;
import java.time.Duration;
import java.util.List;

/**
 * Something that such a sensor is told to do.
 *
 * @param bytes one or two
 * @param takes how long it takes at the most, by the datasheet
 */
public record Command(List<Integer> bytes, Duration takes) {
    /** A command of these bytes. */
    public static Command of(Duration takes, Integer... bytes) {
        return new Command(List.of(bytes), takes);
    }

    /** Sends it and waits until it is done. */
    public void run(I2cDevice device) throws I2cException, InterruptedException {
        device.write(bytes.stream().mapToInt(Integer::intValue).toArray());
        device.pause(takes);
    }

    /**
     * Whether the chip answers it with this many words, all with the right checksum. A read that is not acknowledged is
     * no answer.
     *
     * @throws I2cException if the command itself is not acknowledged
     */
    public boolean isAnswered(I2cDevice device, int words) throws I2cException, InterruptedException {
        run(device);
        try {
            return new Answer(device.read(3 * words)).isRight(words);
        } catch (I2cException e) {
            if (e.why() == I2cException.Cause.NO_ANSWER) {
                return false;
            }
            throw e;
        }
    }
}
