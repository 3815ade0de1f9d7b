package io.towersense.sensor;

import io.towersense.telemetry.reading.QualityFlag;
import java.util.Locale;

/**
 * Why a sensor, or one metric of it, gives no value.
 *
 * @param kind for a program
 * @param sentence for a technician: what was tried, where, and what to check; one line
 */
public record SensorProblem(Kind kind, String sentence) {

    /** What kind of problem it is. */
    public enum Kind {
        /** There is no such bus or no such file: it is off, or its adapter is unplugged. */
        NO_BUS,
        /** The bus or file is there, and this user may not use it. */
        ACCESS_DENIED,
        /** The machine is none that the bus library works on. */
        UNSUPPORTED,
        /** Something else owns the address, such as a kernel driver. */
        BUSY,
        /** Nothing acknowledges at the address. */
        NO_ANSWER,
        /** The bus is held by somebody and does not come free. */
        BUS_STUCK,
        /** Another chip answers than the one that was expected. */
        WRONG_CHIP,
        /** The chip answers with nothing but zeros or nothing but ones. */
        STUCK,
        /** The chip did not finish in the time that its datasheet allows. */
        NOT_READY,
        /** A checksum does not match. */
        CRC,
        /** The channel holds its power-on value: it was not measured. */
        SKIPPED,
        /** The chip was reset while it was at work: its configuration is gone. */
        RESET,
        /** The value is outside the chip's operating range. */
        OUT_OF_RANGE,
        /** Anything else. */
        FAILED;

        /** The word as a program reads it, such as {@code out_of_range}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A problem of no particular kind. */
    public static SensorProblem of(String sentence) {
        return new SensorProblem(Kind.FAILED, sentence);
    }

    /** The flag of a metric that has no value for this reason. */
    public QualityFlag flag() {
        return switch (kind) {
            case CRC -> QualityFlag.CRC;
            case OUT_OF_RANGE -> QualityFlag.IMPOSSIBLE;
            default -> QualityFlag.SKIPPED;
        };
    }
}
