package io.towersense.agent.sensors;

import io.towersense.sensor.Measurement;
import io.towersense.sensor.Measurement.Exhausted;
import io.towersense.sensor.Measurement.Faulted;
import io.towersense.sensor.Measurement.Measured;
import io.towersense.sensor.SensorProblem;
import io.towersense.sensor.i2c.trace.Transfer;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a sensor gave when it was read once.
 *
 * @param driver the driver's name
 * @param place of the chip; empty where the driver is not for an I2C chip
 * @param simulated whether no sensor stands behind it
 * @param metrics what it should have measured
 * @param transfers what was said on the bus; none where the driver is not for an I2C chip
 */
record SensorReading(
        String driver,
        Optional<ChipPlace> place,
        boolean simulated,
        Set<Metric> metrics,
        Measurement measurement,
        List<Transfer> transfers) {
    SensorReading {
        metrics = Set.copyOf(metrics);
        transfers = List.copyOf(transfers);
    }

    /** The values that it gave. */
    Map<Metric, BigDecimal> values() {
        return measurement instanceof Measured measured ? measured.values() : Map.of();
    }

    /** Why a metric has no value, where others have one. */
    Map<Metric, SensorProblem> problems() {
        if (!(measurement instanceof Measured measured)) {
            return Map.of();
        }
        Map<Metric, SensorProblem> problems = new TreeMap<>(measured.problems());
        Set<Metric> missing = new TreeSet<>(metrics);
        missing.removeAll(measured.values().keySet());
        missing.forEach(metric -> problems.putIfAbsent(metric, SensorProblem.of("it was not measured")));
        return problems;
    }

    /** What is wrong, in one sentence that names every metric without a value; empty where all have one. */
    Optional<SensorProblem> fault() {
        if (measurement instanceof Faulted faulted) {
            return Optional.of(faulted.problem());
        }
        if (measurement instanceof Exhausted) {
            return Optional.of(SensorProblem.of("there is nothing more to read"));
        }
        Map<Metric, SensorProblem> problems = problems();
        return problems.values().stream().findFirst().map(first -> new SensorProblem(first.kind(), sentence(problems)));
    }

    private static String sentence(Map<Metric, SensorProblem> problems) {
        Map<String, List<String>> metrics = new LinkedHashMap<>();
        problems.forEach((metric, problem) -> metrics.computeIfAbsent(problem.sentence(), none -> new ArrayList<>())
                .add(metric.label()));
        List<String> sentences = new ArrayList<>();
        metrics.forEach((problem, labels) -> sentences.add("no " + String.join(" and no ", labels) + ": " + problem));
        return String.join("; ", sentences);
    }

    /** What the sensor counted itself, by metric: of a driver that is not for an I2C chip. */
    Map<Metric, Long> counts() {
        return place.isEmpty() && measurement instanceof Measured measured ? measured.rawCounts() : Map.of();
    }

    /**
     * The bytes that the driver has read last, by the register from which it read on, or the command that it gave before:
     * {@code 0xf7}, {@code 0x2400}.
     */
    Map<String, String> registers() {
        Map<String, String> registers = new LinkedHashMap<>();
        String command = "";
        for (Transfer transfer : transfers) {
            command = transfer.written().isEmpty() ? command : transfer.written();
            if (!transfer.answer().isEmpty()) {
                registers.put("0x" + command, transfer.answer());
            }
        }
        return registers;
    }
}
