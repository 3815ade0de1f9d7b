package io.towersense.sensor.simulator;

import io.towersense.sensor.Measurement;
import io.towersense.sensor.SensorDriver;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;

/** A model read against a clock, from the moment of its making. */
final class SimulatorDriver implements SensorDriver {

    /** What a model makes of a read. */
    @FunctionalInterface
    interface Model {
        Measurement measure(Duration elapsed, long number);
    }

    private final Model model;
    private final Clock clock;
    private final Duration opened;
    private long number;

    SimulatorDriver(Model model, Clock clock) {
        this.model = model;
        this.clock = clock;
        this.opened = clock.monotonic();
    }

    @Override
    public Measurement read() {
        return model.measure(clock.monotonic().minus(opened), number++);
    }

    @Override
    public boolean isSimulated() {
        return true;
    }
}
