package io.towersense.agent.greengrass;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.telemetry.time.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExitPolicyTest {
    private static final Duration LONG = Duration.ofMinutes(11);

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-26T10:00:00Z"));

    @TempDir
    Path folder;

    @Test
    void anAgentWhoseNucleusIsBackSoonStays() {
        assertThat(policy("boot-1").decide(new Absence(Duration.ofMinutes(9), false, "gone"), true))
                .isEmpty();
    }

    @Test
    void afterTenMinutesWithoutANucleusItEndsSoThatItIsStartedAgain() {
        assertThat(lost())
                .contains(new ExitPolicy.Exit(1, "the nucleus was absent for 11 min: the nucleus cannot be reached"));
    }

    @Test
    void whereItIsRefusedItEndsAtOnce() {
        assertThat(refused(false))
                .hasValueSatisfying(exit -> assertThat(exit.code()).isOne());
    }

    @Test
    void whereAnotherAgentWaitsItAlwaysEnds() {
        for (int time = 0; time < 5; time++) {
            assertThat(refused(true))
                    .contains(new ExitPolicy.Exit(
                            0, "another nucleus has started another agent, which waits for the outbox"));
        }
    }

    @Test
    void itEndsTwiceAndThenNotForMoreThanAnHour() {
        assertThat(refused(false)).isPresent();
        clock.advance(Duration.ofMinutes(50));
        assertThat(refused(false)).isPresent();
        clock.advance(Duration.ofMinutes(59)); // almost two hours after the first, but within an hour of the second
        assertThat(refused(false)).isEmpty();
        clock.advance(Duration.ofMinutes(6));
        assertThat(refused(false)).isPresent();
    }

    @Test
    void aNewBootHasNothingToForget() {
        assertThat(refused(false)).isPresent();
        assertThat(refused(false)).isPresent();
        assertThat(refused(false)).isEmpty();
        assertThat(policy("boot-2").decide(new Absence(LONG, true, "refused"), false))
                .isPresent();
    }

    @Test
    void aWallClockThatIsSetForwardMakesNobodyForget() {
        assertThat(refused(false)).isPresent();
        assertThat(refused(false)).isPresent();
        clock.set(Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(refused(false)).isEmpty();
    }

    @Test
    void aFileThatSaysNothingIsNoReasonToStay() throws Exception {
        Files.writeString(folder.resolve("greengrass.exits"), "boot-1 soon\n\nboot-1 PT1S never\n");
        assertThat(refused(false)).isPresent();
    }

    @Test
    void whereNothingCanBeWrittenItStays() throws IOException {
        Files.createDirectory(folder.resolve("greengrass.exits"));
        assertThat(refused(false)).isEmpty();
    }

    private Optional<ExitPolicy.Exit> lost() {
        return policy("boot-1").decide(new Absence(LONG, false, "the nucleus cannot be reached"), false);
    }

    private Optional<ExitPolicy.Exit> refused(boolean isAwaited) {
        return policy("boot-1").decide(new Absence(Duration.ofSeconds(1), true, "refused"), isAwaited);
    }

    /** As a process that has just started has it. */
    private ExitPolicy policy(String boot) {
        return ExitPolicy.of(folder, boot, clock);
    }
}
