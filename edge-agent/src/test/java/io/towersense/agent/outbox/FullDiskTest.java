package io.towersense.agent.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.telemetry.message.Batch;
import io.towersense.telemetry.message.Gap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full: SQLite is told that the file may not grow, which is what it finds when there is no room. */
class FullDiskTest {
    private static final OutboxSettings SETTINGS = OutboxSettings.DEFAULTS.withMostWaiting(50);

    @TempDir
    Path folder;

    @Test
    void samplingGoesOnAndNothingIsLostWhenThereIsRoomAgain() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SETTINGS)) {
            List<ReadingIdentity> added = new ArrayList<>();
            added.add(harness.sample("cab1"));
            int before = fillDisk(harness, added);

            assertThat(harness.status().lastError())
                    .hasValueSatisfying(problem -> assertThat(problem)
                            .contains("outbox.db", "no room left on the disk", "df -h")
                            .doesNotContain("\n"));
            assertThat(harness.status().waiting()).isPositive();
            assertThat(harness.status().dropped()).isZero();

            setMostPages(harness, 1_000_000);
            harness.pass(Duration.ofSeconds(30));
            assertThat(harness.status().lastError()).isEmpty();
            assertThat(harness.status().waiting()).isZero();
            assertThat(harness.committed).hasSizeGreaterThan(before).isEqualTo(added);
            harness.outbox.cut();
            assertThat(OutboxHarness.identities(harness.takeBatches())).isEqualTo(added);
        }
    }

    @Test
    void whatMemoryCannotHoldIsCountedAndToldAsAGap() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SETTINGS)) {
            List<ReadingIdentity> added = new ArrayList<>();
            added.add(harness.sample("cab1"));
            fillDisk(harness, added);
            for (int i = 0; i < 200; i++) {
                added.add(harness.sample("cab1"));
            }
            assertThat(harness.status().waiting()).isEqualTo(50);
            assertThat(harness.status().dropped()).isPositive();

            setMostPages(harness, 1_000_000);
            harness.pass(Duration.ofSeconds(30));
            harness.outbox.cut();
            List<Batch> batches = harness.takeBatches();
            long dropped = harness.status().dropped();
            assertThat(harness.status().sampled()).isEqualTo(added.size());
            assertThat(OutboxHarness.identities(batches)).hasSize((int) (added.size() - dropped));
            assertThat(batches)
                    .flatExtracting(Batch::gaps)
                    .allSatisfy(gap -> assertThat(gap.reason()).isEqualTo(Gaps.NO_DISK))
                    .extracting(Gap::count)
                    .containsExactly(dropped);
        }
    }

    @Test
    void anAlarmRaisedMeanwhileIsStoredWhenThereIsRoomAgain() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SETTINGS)) {
            harness.sample("cab1");
            fillDisk(harness, new ArrayList<>());
            harness.add(harness.sampling.hot("cab1"));
            assertThat(harness.outbox.next(Lane.ALARMS)).isEmpty();

            setMostPages(harness, 1_000_000);
            harness.pass(Duration.ofSeconds(30));
            assertThat(harness.outbox.next(Lane.ALARMS)).isPresent();
        }
    }

    @Test
    void whatIsStoredCanBeDeliveredMeanwhile() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SETTINGS)) {
            harness.sample("cab1");
            harness.outbox.cut();
            fillDisk(harness, new ArrayList<>());
            OutboxMessage message = harness.outbox.next(Lane.TELEMETRY).orElseThrow();
            harness.outbox.delivered(message.id());
            assertThat(harness.status().delivered()).isEqualTo(message.readings());
        }
    }

    @Test
    void aCommitThatIsAskedForSaysWhyItFailed() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SETTINGS)) {
            harness.sample("cab1");
            fillDisk(harness, new ArrayList<>());
            assertThatThrownBy(harness.outbox::commit)
                    .isInstanceOf(OutboxException.class)
                    .hasMessageContaining("no room left on the disk");
        }
    }

    @Test
    void aFolderThatCannotBeIsNamedAtTheStart() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        assertThatThrownBy(() -> new OutboxHarness(file.resolve("outbox"), SETTINGS))
                .isInstanceOf(OutboxException.class)
                .hasMessageContaining(file.resolve("outbox").toString())
                .hasMessageContaining("name a folder that the agent may write to")
                .hasMessageNotContaining("\n");
    }

    @Test
    void anOutboxThatIsNotThereIsNamedByTheStatus() {
        assertThatThrownBy(() -> SqliteOutbox.read(folder))
                .isInstanceOf(OutboxException.class)
                .hasMessageContaining("there is no outbox here");
    }

    /** Adds readings until the disk takes no more. */
    private static int fillDisk(OutboxHarness harness, List<ReadingIdentity> added) throws Exception {
        setMostPages(harness, 1);
        while (harness.status().lastError().isEmpty()) {
            added.add(harness.sample("cab1"));
            harness.pass(Duration.ofSeconds(5));
        }
        return harness.committed.size();
    }

    private static void setMostPages(OutboxHarness harness, int pages) throws Exception {
        harness.outbox.store().database().execute("PRAGMA max_page_count = " + pages);
    }
}
