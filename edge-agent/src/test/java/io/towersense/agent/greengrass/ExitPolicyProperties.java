package io.towersense.agent.greengrass;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.telemetry.time.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** However its nucleus leaves it and refuses it, an agent's own ends never make its component BROKEN. */
class ExitPolicyProperties {
    @Property(tries = 300)
    void theNucleusNeverGivesTheComponentUp(@ForAll("days") List<Moment> day) throws IOException {
        Path folder = Files.createTempDirectory("exits");
        ManualClock clock = new ManualClock(Instant.parse("2026-11-26T10:00:00Z"));
        ErrorCount count = new ErrorCount();
        int exits = 0;
        for (Moment moment : day) {
            clock.advance(moment.after());
            clock.set(clock.now().plus(moment.clockStep()));
            Optional<ExitPolicy.Exit> exit =
                    ExitPolicy.of(folder, "boot", clock).decide(moment.absence(), false);
            if (exit.isPresent()) {
                exits++;
                assertThat(count.errored(clock.now())).as("broken").isFalse();
            }
        }
        Files.deleteIfExists(folder.resolve("greengrass.exits"));
        Files.delete(folder);
        boolean wasReason = day.stream()
                .map(Moment::absence)
                .anyMatch(absence -> absence.isRefused() || absence.lasted().compareTo(Duration.ofMinutes(10)) >= 0);
        assertThat(exits > 0).isEqualTo(wasReason);
    }

    @Provide
    Arbitrary<List<Moment>> days() {
        Arbitrary<Absence> absences = Combinators.combine(
                        Arbitraries.integers().between(0, 20), Arbitraries.of(true, false))
                .as((minutes, refused) -> new Absence(Duration.ofMinutes(minutes), refused, "gone"));
        Arbitrary<Duration> passing = Arbitraries.integers().between(0, 70).map(Duration::ofMinutes);
        Arbitrary<Duration> steps = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(9, Arbitraries.just(Duration.ZERO)),
                net.jqwik.api.Tuple.of(
                        1, Arbitraries.integers().between(-180, 180).map(Duration::ofMinutes)));
        return Combinators.combine(passing, steps, absences)
                .as(Moment::new)
                .list()
                .ofMaxSize(60);
    }

    /**
     * A look at the nucleus.
     *
     * @param after time since the one before
     * @param clockStep by how much the wall clock was set since
     */
    record Moment(Duration after, Duration clockStep, Absence absence) {}
}
