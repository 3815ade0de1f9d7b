package io.towersense.agent.sensors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A reading for a person. */
final class ReadingText {
    private ReadingText() {}

    /** @param withRaw whether what the sensor itself gave is shown too */
    static List<String> lines(SensorReading reading, boolean withRaw) {
        Map<String, String> facts = new LinkedHashMap<>();
        reading.values().forEach((metric, value) -> facts.put(metric.label(), metric.format(value)));
        reading.problems().forEach((metric, problem) -> facts.put(metric.label(), "no value: " + problem.sentence()));
        List<String> lines = new ArrayList<>();
        lines.add(facts.isEmpty() ? name(reading) + ": " + summary(reading) : title(reading));
        if (withRaw) {
            reading.registers().forEach((register, bytes) -> facts.put("raw " + register, bytes));
            reading.counts().forEach((metric, count) -> facts.put("raw " + metric.label(), String.valueOf(count)));
        }
        int longest = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
        facts.forEach((name, value) -> lines.add("  " + name + " ".repeat(longest - name.length() + 2) + value));
        return lines;
    }

    /** The values of a reading, or what is wrong, on one line. */
    static String summary(SensorReading reading) {
        List<String> values = new ArrayList<>();
        reading.values().forEach((metric, value) -> values.add(metric.label() + " " + metric.format(value)));
        reading.fault().ifPresent(problem -> values.add(problem.sentence()));
        return String.join(", ", values);
    }

    private static String title(SensorReading reading) {
        return reading.place().map(place -> name(reading) + " at " + place).orElse(name(reading));
    }

    private static String name(SensorReading reading) {
        return reading.driver() + (reading.simulated() ? " (simulated)" : "");
    }
}
