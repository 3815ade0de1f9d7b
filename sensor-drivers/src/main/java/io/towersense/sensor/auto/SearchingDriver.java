package io.towersense.sensor.auto;

import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Faulted;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorProblem;
import io.towersense.sensor.auto.Search.Outcome;
import java.util.Optional;

/** A device whose sensors could not be looked for: it looks again at each read, until it has found one, and keeps that. */
final class SearchingDriver implements SensorDriver {
    private final Search search;
    private SensorProblem problem;
    private Optional<SensorDriver> found = Optional.empty();

    /** @param problem why the first look told nothing */
    SearchingDriver(Search search, SensorProblem problem) {
        this.search = search;
        this.problem = problem;
    }

    @Override
    public Measurement read() throws InterruptedException {
        if (found.isEmpty()) {
            Outcome outcome = search.look();
            found = outcome.driver();
            problem = outcome.problem().orElse(problem);
        }
        return found.isPresent() ? found.get().read() : new Faulted(problem);
    }

    @Override
    public void close() {
        found.ifPresent(SensorDriver::close);
    }
}
