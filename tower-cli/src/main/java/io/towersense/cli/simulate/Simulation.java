package io.towersense.cli.simulate;

import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Rounds of readings, one of each device, at an even pace: a round is due at the start plus a whole number of intervals,
 * however long the rounds before it took.
 */
final class Simulation {
    private final List<SimulatedDevice> devices;
    private final Duration interval;
    private final OptionalLong iterations;
    private final Clock clock;
    private final StreamWriter.Pause pause;

    /** @param iterations how many rounds; empty for no end */
    Simulation(
            List<SimulatedDevice> devices,
            Duration interval,
            OptionalLong iterations,
            Clock clock,
            StreamWriter.Pause pause) {
        this.devices = devices;
        this.interval = interval;
        this.iterations = iterations;
        this.clock = clock;
        this.pause = pause;
    }

    /** Runs to the last round, or until interrupted. */
    void run(Sink sink) throws InterruptedException {
        Duration start = clock.monotonic();
        for (long round = 0; round < iterations.orElse(Long.MAX_VALUE); round++) {
            Duration wait = start.plus(interval.multipliedBy(round)).minus(clock.monotonic());
            if (wait.compareTo(Duration.ZERO) > 0) {
                pause.of(wait);
            }
            sink.accept(
                    devices.stream().map(device -> device.measure(clock.now())).toList());
        }
    }

    /** Where a round of readings goes. */
    interface Sink {
        void accept(List<Reading> readings) throws InterruptedException;
    }
}
