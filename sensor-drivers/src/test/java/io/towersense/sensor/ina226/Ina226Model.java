package io.towersense.sensor.ina226;

import io.towersense.sensor.i2c.fake.WordRegisterChip;
import java.time.Duration;
import java.util.Optional;

/**
 * An INA226 as the datasheet describes it: after power or a reset it measures continuously without averaging; writing the
 * configuration starts a conversion in the mode that is written; CVRF tells that it is over, until it is read.
 */
final class Ina226Model extends WordRegisterChip {
    private static final int[] AVERAGES = {1, 4, 16, 64, 128, 256, 512, 1024};
    /** At the most, in microseconds. */
    private static final int[] CONVERSION_TIMES = {154, 224, 365, 646, 1210, 2328, 4572, 9068};

    private int shuntCount;
    private int busCount;
    /** When the conversion began; with the next transfer where power has just come. */
    private Optional<Duration> begun = Optional.empty();

    private Duration delay = Duration.ZERO;
    private boolean isConverting;

    /** What it will measure. */
    Ina226Model(int shuntCount, int busCount) {
        set(0xFE, 0x5449);
        set(0xFF, 0x2260);
        supply(shuntCount, busCount);
        powerCycle();
    }

    /** From now on it measures this. */
    void supply(int shunt, int bus) {
        shuntCount = shunt;
        busCount = bus;
    }

    /** From now on each measurement takes this much longer than it may. */
    void slowDown(Duration time) {
        delay = time;
    }

    void powerCycle() {
        for (int register = 0x01; register <= 0x07; register++) {
            set(register, 0);
        }
        set(0x00, 0x4127);
        isConverting = true;
        begun = Optional.empty();
    }

    @Override
    protected void written(int register, int value, Duration now) {
        if (register == 0x00 && (value & 0x8000) != 0) {
            powerCycle();
            begun = Optional.of(now);
        } else if (register == 0x00) {
            set(register, value);
            isConverting = (value & 0x0003) != 0;
            begun = Optional.of(now);
            set(0x06, get(0x06) & ~0x0008);
        } else if (register == 0x05 || register == 0x07) {
            set(register, value);
        }
    }

    @Override
    protected int read(int register) {
        int word = get(register);
        if (register == 0x06) {
            set(register, word & ~0x0008);
        }
        return word;
    }

    @Override
    protected void pass(Duration now) {
        Duration since = begun.orElse(now);
        begun = Optional.of(since);
        if (isConverting && now.compareTo(since.plus(conversion())) >= 0) {
            if ((get(0x00) & 0x0001) != 0) {
                set(0x01, shuntCount);
            }
            if ((get(0x00) & 0x0002) != 0) {
                set(0x02, busCount);
            }
            set(0x06, get(0x06) | 0x0008);
            isConverting = (get(0x00) & 0x0004) != 0;
            begun = Optional.of(now);
        }
    }

    private Duration conversion() {
        int configuration = get(0x00);
        long shunt = (configuration & 0x0001) != 0 ? CONVERSION_TIMES[configuration >> 3 & 7] : 0;
        long bus = (configuration & 0x0002) != 0 ? CONVERSION_TIMES[configuration >> 6 & 7] : 0;
        return Duration.ofNanos((shunt + bus) * AVERAGES[configuration >> 9 & 7] * 1000)
                .plus(delay);
    }
}
