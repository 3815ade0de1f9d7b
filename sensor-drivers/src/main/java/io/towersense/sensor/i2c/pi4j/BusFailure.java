package io.towersense.sensor.i2c.pi4j;

import com.pi4j.library.linuxfs.LinuxFile.LinuxFileException;
import io.towersense.sensor.i2c.I2cException;
import io.towersense.sensor.i2c.I2cException.Cause;
import java.io.IOException;

/**
 * What a failure of Pi4J means, by the number of the operating system's error (Linux, fault-codes of I2C: a chip that does
 * not acknowledge is ENXIO or EREMOTEIO, with older adapters EIO).
 */
final class BusFailure {
    private static final int EIO = 5;
    private static final int ENXIO = 6;
    private static final int EAGAIN = 11;
    private static final int EACCES = 13;
    private static final int EBUSY = 16;
    private static final int ENODEV = 19;
    private static final int ETIMEDOUT = 110;
    private static final int EREMOTEIO = 121;

    private BusFailure() {}

    static I2cException of(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof IOException)) {
            cause = cause.getCause();
        }
        String said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason is known");
        if (cause instanceof LinuxFileException coded) {
            return new I2cException(why(coded.getCode()), said);
        }
        if (cause instanceof IOException) {
            return new I2cException(whyOfPlainTransfer(said), said);
        }
        return new I2cException(Cause.OTHER, said);
    }

    private static Cause why(int error) {
        return switch (error) {
            case EIO, ENXIO, EREMOTEIO -> Cause.NO_ANSWER;
            case EAGAIN, ETIMEDOUT -> Cause.STUCK;
            case EBUSY -> Cause.BUSY;
            case EACCES -> Cause.ACCESS_DENIED;
            case ENODEV -> Cause.NO_BUS;
            default -> Cause.OTHER;
        };
    }

    /**
     * A plain read or write goes through Java, which gives the error's text and not its number, in the language of the
     * machine. Nearly always it is a missing acknowledgement, so what is not understood is taken for that.
     */
    private static Cause whyOfPlainTransfer(String said) {
        if (said.contains("timed out") || said.contains("temporarily unavailable")) {
            return Cause.STUCK;
        }
        if (said.contains("busy")) {
            return Cause.BUSY;
        }
        return said.equals("No such device") ? Cause.NO_BUS : Cause.NO_ANSWER;
    }
}
