package io.towersense.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The rounds of one contender. */
record Samples(List<Sample> rounds) {
    Samples {
        rounds = List.copyOf(rounds);
    }

    /** The median of the rounds. */
    double readingsPerSecond() {
        return median(Sample::readingsPerSecond);
    }

    /** The median of the rounds. */
    double processorMicrosPerReading() {
        return median(Sample::processorMicrosPerReading);
    }

    double slowest() {
        return rounds.stream().mapToDouble(Sample::readingsPerSecond).min().orElse(Double.NaN);
    }

    double fastest() {
        return rounds.stream().mapToDouble(Sample::readingsPerSecond).max().orElse(Double.NaN);
    }

    /** The median of the rounds' own ratios: each round beside the other's round next to it. */
    double ratioTo(Samples other) {
        int pairs = Math.min(rounds.size(), other.rounds.size());
        double[] ratios = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            ratios[i] = rounds.get(i).readingsPerSecond() / other.rounds.get(i).readingsPerSecond();
        }
        return median(ratios);
    }

    private double median(ToDoubleFunction<Sample> value) {
        return median(rounds.stream().mapToDouble(value).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
