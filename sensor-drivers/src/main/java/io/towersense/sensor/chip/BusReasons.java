package io.towersense.sensor.chip;

import io.towersense.sensor.SensorProblem;
import io.towersense.sensor.SensorProblem.Kind;
import io.towersense.sensor.i2c.I2cException;

/** What a failed transfer means to a technician. */
public final class BusReasons {
    private BusReasons() {}

    /**
     * The problem behind a failure.
     *
     * @param place of the chip: {@code 0x76 on bus 1}
     * @param hint where else the chip may be
     */
    public static SensorProblem of(I2cException failure, String place, String hint) {
        String said = String.valueOf(failure.getMessage());
        return switch (failure.why()) {
            case NO_BUS -> new SensorProblem(Kind.NO_BUS, said);
            case ACCESS_DENIED -> new SensorProblem(Kind.ACCESS_DENIED, said);
            case UNSUPPORTED -> new SensorProblem(Kind.UNSUPPORTED, said);
            case NO_ANSWER -> new SensorProblem(Kind.NO_ANSWER, "no answer at " + place + ": check wiring; " + hint);
            case BUSY ->
                new SensorProblem(
                        Kind.BUSY,
                        place + " is held by a kernel driver: read it with the driver iio or hwmon, or keep the kernel"
                                + " from taking it");
            case STUCK ->
                new SensorProblem(
                        Kind.BUS_STUCK,
                        place + ": the bus does not come free: a line is held down; check for a short, and for a"
                                + " sensor without power");
            case OTHER -> new SensorProblem(Kind.FAILED, "the transfer with " + place + " failed: " + said);
        };
    }
}
