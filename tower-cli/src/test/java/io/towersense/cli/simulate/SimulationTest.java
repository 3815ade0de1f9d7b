package io.towersense.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.time.ManualClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private final ManualClock clock = new ManualClock(START);
    private final List<List<Reading>> rounds = new ArrayList<>();

    private static SimulatedDevice device(String id) {
        return now -> Reading.of(id, now, Map.of("temperature", BigDecimal.TEN));
    }

    private Simulation simulation(long iterations) {
        return new Simulation(
                List.of(device("tower-0001"), device("tower-0002")),
                Duration.ofSeconds(5),
                OptionalLong.of(iterations),
                clock,
                clock::advance);
    }

    @Test
    void stopsAfterSoManyIterations() throws Exception {
        simulation(3).run(rounds::add);
        assertThat(rounds).hasSize(3);
    }

    @Test
    void everyRoundHasOneReadingOfEachDevice() throws Exception {
        simulation(2).run(rounds::add);
        assertThat(rounds)
                .allSatisfy(round ->
                        assertThat(round).extracting(Reading::deviceId).containsExactly("tower-0001", "tower-0002"));
    }

    @Test
    void theFirstRoundIsDueAtOnceAndTheOthersAtWholeIntervals() throws Exception {
        simulation(3).run(rounds::add);
        assertThat(rounds)
                .extracting(round -> round.get(0).timestamp())
                .containsExactly(START, START.plusSeconds(5), START.plusSeconds(10));
    }

    @Test
    void aSlowRoundDoesNotShiftTheOnesAfterIt() throws Exception {
        simulation(3).run(round -> {
            rounds.add(round);
            clock.advance(Duration.ofSeconds(2));
        });
        assertThat(rounds)
                .extracting(round -> round.get(0).timestamp())
                .containsExactly(START, START.plusSeconds(5), START.plusSeconds(10));
    }
}
