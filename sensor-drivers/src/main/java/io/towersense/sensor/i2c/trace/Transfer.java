package io.towersense.sensor.i2c.trace;

import io.towersense.sensor.i2c.I2cException;
import io.towersense.telemetry.value.PrintableText;
import java.util.Locale;
import java.util.Optional;

/**
 * One transfer on a bus, and what came of it. Bytes are hexadecimal digits.
 *
 * @param address 7 bits
 * @param written the bytes that were written; none in a plain read
 * @param count how many bytes were to be read; 0 in a plain write
 * @param answer the bytes that were read; none where it failed
 * @param failure why it failed
 */
public record Transfer(int address, String written, int count, String answer, Optional<Failure> failure) {
    static final String WRITE = "w";
    static final String READ = "r";
    static final String WRITE_READ = "wr";
    static final String FAILED = "!";

    /** A byte that did not come. */
    static final String MISSING = "??";

    /**
     * Why a transfer failed.
     *
     * @param message one line
     */
    public record Failure(I2cException.Cause cause, String message) {
        static Failure of(I2cException e) {
            return new Failure(e.why(), PrintableText.onOneLine(String.valueOf(e.getMessage())));
        }

        I2cException asException() {
            return new I2cException(cause, message);
        }
    }

    /** Whether the same was asked of the same device. */
    boolean asksTheSameAs(Transfer other) {
        return address == other.address && written.equals(other.written) && count == other.count;
    }

    /** What was asked, without what came of it: {@code wr 76 d0 ??}. */
    String question() {
        return question(MISSING.repeat(count));
    }

    /** The line in a recording: {@code wr 76 d0 60}, {@code w 76 f425}, {@code r 44 ???????????? ! no_answer Remote I/O error}. */
    @Override
    public String toString() {
        return failure.map(why -> question() + " " + FAILED + " "
                        + why.cause().name().toLowerCase(Locale.ROOT) + " " + why.message())
                .orElseGet(() -> question(answer));
    }

    private String question(String bytes) {
        String place = String.format(Locale.ROOT, " %02x", address);
        if (count == 0) {
            return WRITE + place + " " + written;
        }
        return written.isEmpty() ? READ + place + " " + bytes : WRITE_READ + place + " " + written + " " + bytes;
    }
}
