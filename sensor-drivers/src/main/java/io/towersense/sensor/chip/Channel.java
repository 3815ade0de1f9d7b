package io.towersense.sensor.chip;

import io.towersense.sensor.i2c.I2cDevice;
import io.towersense.telemetry.metric.Metric;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * What a chip has counted of one metric, where a count that it holds since power came means that nothing was measured.
 *
 * @param powerOn the count after power or reset
 * @param conversion from the count to the metric's unit
 */
public record Channel(Metric metric, int count, int powerOn, IntToDoubleFunction conversion) {

    /**
     * Takes a measurement into a readout. Where temperature was not measured, the others have nothing to be computed from.
     *
     * @param others whose conversions depend on temperature
     */
    public static void read(I2cDevice device, Readout readout, Channel temperature, List<Channel> others) {
        temperature.read(device, readout);
        for (Channel other : others) {
            if (temperature.isSkipped()) {
                readout.missing(other.metric, RegisterCheck.withoutBase(device, other.metric.label()));
            } else {
                other.read(device, readout);
            }
        }
    }

    private void read(I2cDevice device, Readout readout) {
        if (isSkipped()) {
            readout.missing(metric, RegisterCheck.skipped(device, metric.label()));
        } else {
            readout.value(metric, conversion.applyAsDouble(count), count);
        }
    }

    private boolean isSkipped() {
        return count == powerOn;
    }
}
