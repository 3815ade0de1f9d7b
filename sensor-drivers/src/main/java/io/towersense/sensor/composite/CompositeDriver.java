package io.towersense.sensor.composite;

import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Faulted;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorDriver;
import io.towersense.sensor.SensorProblem;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.reading.QualityFlag;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Several sensors that belong together, read one after the other and given as one measurement. A metric that several of
 * them measure always comes from the first of these, also while it fails: two sensors never agree, and a value that jumps
 * between them would look like an event. A sensor that fails leaves the others' metrics; its own have its problem.
 */
public final class CompositeDriver implements SensorDriver {
    private final List<SensorDriver> sensors;
    private final Map<Metric, SensorDriver> owners = new EnumMap<>(Metric.class);

    /** @param sensors at least one, none of which paces itself; they are closed with this */
    public CompositeDriver(List<SensorDriver> sensors) {
        this.sensors = List.copyOf(sensors);
        this.sensors.forEach(sensor -> sensor.metrics().forEach(metric -> owners.putIfAbsent(metric, sensor)));
    }

    @Override
    public Set<Metric> metrics() {
        return Set.copyOf(owners.keySet());
    }

    @Override
    public Measurement read() throws InterruptedException {
        Merged merged = new Merged();
        for (SensorDriver sensor : sensors) {
            Measurement measurement = read(sensor);
            if (measurement instanceof Measured measured) {
                merged.add(sensor, measured);
            } else if (measurement instanceof Faulted faulted) {
                merged.add(sensor, faulted.problem());
            } else {
                merged.add(sensor, SensorProblem.of("one of the sensors has nothing more to give"));
            }
        }
        return merged.measurement();
    }

    /** A sensor whose driver fails is a sensor that fails. */
    private static Measurement read(SensorDriver sensor) throws InterruptedException {
        try {
            return sensor.read();
        } catch (RuntimeException | LinkageError e) {
            return new Faulted("a sensor's driver failed: " + e);
        }
    }

    /** The first in the order that measures the metric, as far as that was told or seen. */
    private boolean owns(SensorDriver sensor, Metric metric) {
        return owners.merge(
                        metric,
                        sensor,
                        (known, other) -> sensors.indexOf(other) < sensors.indexOf(known) ? other : known)
                == sensor;
    }

    @Override
    public boolean isSimulated() {
        return sensors.stream().anyMatch(SensorDriver::isSimulated);
    }

    @Override
    public void close() {
        sensors.forEach(SensorDriver::close);
    }

    /** One measurement in the making. */
    private final class Merged {
        private final Map<Metric, Measured> sources = new EnumMap<>(Metric.class);
        private final Map<Metric, SensorProblem> problems = new EnumMap<>(Metric.class);
        private final List<SensorProblem> failures = new ArrayList<>();
        private final List<SensorProblem> unassigned = new ArrayList<>();

        void add(SensorDriver sensor, Measured measured) {
            Set<Metric> measuredOnes = EnumSet.noneOf(Metric.class);
            measuredOnes.addAll(measured.values().keySet());
            measuredOnes.addAll(measured.quality().keySet());
            for (Metric metric : measuredOnes) {
                if (owns(sensor, metric)) {
                    sources.put(metric, measured);
                }
            }
        }

        void add(SensorDriver sensor, SensorProblem problem) {
            failures.add(problem);
            if (!owners.containsValue(sensor)) {
                unassigned.add(problem);
            }
            owners.forEach((metric, owner) -> {
                if (owner == sensor) {
                    problems.put(metric, problem);
                }
            });
        }

        Measurement measurement() {
            if (failures.size() == sensors.size()) {
                Set<String> sentences = new LinkedHashSet<>();
                failures.forEach(problem -> sentences.add(problem.sentence()));
                return new Faulted(new SensorProblem(failures.get(0).kind(), String.join("; ", sentences)));
            }
            Map<Metric, BigDecimal> values = new EnumMap<>(Metric.class);
            Map<Metric, Set<QualityFlag>> quality = new EnumMap<>(Metric.class);
            Map<Metric, Long> counts = new EnumMap<>(Metric.class);
            sources.forEach((metric, source) -> {
                copy(metric, source.values(), values);
                copy(metric, source.quality(), quality);
                copy(metric, source.problems(), problems);
                copy(metric, source.rawCounts(), counts);
            });
            return new Measured(values, quality, problems, unassigned, counts, Optional.empty());
        }

        private static <T> void copy(Metric metric, Map<Metric, T> from, Map<Metric, T> to) {
            T value = from.get(metric);
            if (value != null) {
                to.put(metric, value);
            }
        }
    }
}
