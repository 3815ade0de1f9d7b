package io.towersense.sensor.i2c.trace;

import io.towersense.sensor.i2c.I2cBus;
import io.towersense.sensor.i2c.I2cBuses;
import java.util.List;
import java.util.function.Consumer;

/**
 * Buses of which every transfer is noted.
 *
 * @param buses the buses behind these
 * @param record is told every transfer after it took place
 */
public record RecordingBuses(I2cBuses buses, Consumer<Transfer> record) implements I2cBuses {
    @Override
    public List<Integer> numbers() {
        return buses.numbers();
    }

    @Override
    public I2cBus bus(int number) {
        return new RecordingBus(buses.bus(number), record);
    }
}
