package io.towersense.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Contenders measured in interleaved rounds, so that whatever else the machine does falls on all of them alike. */
final class Race {
    private static final double ROUND_SECONDS = 0.6;
    private static final int LARGEST_ROUND = 20_000;
    private static final double LONGEST_WARM_UP_SECONDS = 20;
    private static final int ROUNDS_WITHOUT_GAIN = 4;
    private static final double GAIN = 0.03;

    private final Database database;
    private final List<? extends Contender> contenders;

    Race(Database database, List<? extends Contender> contenders) {
        this.database = database;
        this.contenders = contenders;
    }

    /** Warms every contender up, then measures that many rounds of each. */
    Map<String, Samples> run(int rounds) throws IOException {
        Map<Contender, Integer> sizes = new LinkedHashMap<>();
        for (Contender contender : contenders) {
            sizes.put(contender, warmUp(contender));
        }
        Map<Contender, List<Sample>> samples = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Contender contender : contenders) {
                samples.computeIfAbsent(contender, any -> new ArrayList<>())
                        .add(round(contender, sizes.getOrDefault(contender, contender.unit())));
            }
        }
        Map<String, Samples> results = new LinkedHashMap<>();
        samples.forEach((contender, taken) -> results.put(contender.name(), new Samples(taken)));
        return results;
    }

    /** Lets it run until it gets no better, or for long enough; how many readings make a round. */
    private int warmUp(Contender contender) throws IOException {
        double spent = 0;
        double best = Double.MAX_VALUE;
        int since = 0;
        int readings = contender.unit();
        while (since < ROUNDS_WITHOUT_GAIN && spent < LONGEST_WARM_UP_SECONDS) {
            Sample sample = round(contender, readings);
            spent += sample.seconds();
            boolean better = sample.processorMicrosPerReading() < best * (1 - GAIN);
            since = better ? 0 : since + 1;
            best = Math.min(best, sample.processorMicrosPerReading());
            readings = readings(sample, contender.unit());
        }
        return readings;
    }

    /** As many as would have made a round of the right length. */
    private static int readings(Sample sample, int unit) {
        double ideal = Math.min(LARGEST_ROUND, sample.readingsPerSecond() * ROUND_SECONDS);
        return Math.max(1, (int) Math.round(ideal / unit)) * unit;
    }

    private Sample round(Contender contender, int readings) throws IOException {
        database.empty(contender.table());
        contender.prepare();
        database.empty(contender.table());
        Sample sample = contender.store(readings);
        int stored = database.count(contender.table());
        if (stored != readings) {
            throw new IOException(contender.name() + " was given " + readings + " readings, and " + stored
                    + " are in the table: nothing was measured");
        }
        return sample;
    }
}
