package io.towersense.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The number of bare calls in flight that stores most, found by trying. */
final class BestInFlight {
    private static final List<Integer> CANDIDATES = List.of(1, 2, 4, 8, 16, 32);
    private static final int ROUNDS = 3;

    private BestInFlight() {}

    static int find(Database database) throws IOException {
        List<BareCalls> candidates = new ArrayList<>();
        try {
            for (int inFlight : CANDIDATES) {
                candidates.add(BareCalls.unbroken(database, inFlight));
            }
            Map<String, Samples> results = new Race(database, candidates).run(ROUNDS);
            int best = 0;
            for (int i = 1; i < candidates.size(); i++) {
                if (rate(results, candidates.get(i)) > rate(results, candidates.get(best))) {
                    best = i;
                }
            }
            return CANDIDATES.get(best);
        } finally {
            candidates.forEach(BareCalls::close);
        }
    }

    private static double rate(Map<String, Samples> results, Contender contender) {
        return results.getOrDefault(contender.name(), new Samples(List.of())).readingsPerSecond();
    }
}
