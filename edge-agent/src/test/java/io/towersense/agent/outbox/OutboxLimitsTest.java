package io.towersense.agent.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.telemetry.codec.BatchCodec;
import io.towersense.telemetry.codec.ReadingCodec;
import io.towersense.telemetry.message.Batch;
import io.towersense.telemetry.message.Gap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxLimitsTest {
    private static final long MEBIBYTE = 1024 * 1024;
    private static final OutboxSettings SMALL = OutboxSettings.DEFAULTS.withMostBytes(MEBIBYTE);

    @TempDir
    Path folder;

    @Test
    void whenFullTheOldestTelemetryGoesFirstAndAlarmsStay() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SMALL)) {
            ReadingIdentity first = harness.add(harness.sampling.hot("cab1"));
            fill(harness, 2 * MEBIBYTE);
            harness.outbox.cut();

            assertThat(harness.status().bytes()).isLessThanOrEqualTo(MEBIBYTE);
            assertThat(harness.status().dropped()).isPositive();
            assertThat(harness.status().alarms()).as("raised and cleared").isEqualTo(2);
            assertThat(harness.status().droppedAlarms()).isZero();
            List<ReadingIdentity> left = OutboxHarness.identities(harness.takeBatches());
            assertThat(left).doesNotContain(first).hasSize((int)
                    harness.status().pending());
        }
    }

    @Test
    void whatWasDroppedIsToldAsAGapInALaterBatch() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SMALL)) {
            ReadingIdentity first = harness.sample("cab1");
            fill(harness, 2 * MEBIBYTE);
            List<Batch> batches = deliverAll(harness);
            assertThat(told(batches)).isEqualTo(harness.status().dropped());
            assertThat(batches)
                    .flatExtracting(Batch::gaps)
                    .allSatisfy(gap -> assertThat(gap.reason()).isEqualTo(Gaps.FULL))
                    .anySatisfy(gap -> assertThat(gap.from()).isEqualTo(first.timestamp()));
        }
    }

    @Test
    void aGapInAMessageThatIsDroppedItselfIsToldAgain() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SMALL)) {
            fill(harness, 6 * MEBIBYTE);
            assertThat(told(deliverAll(harness))).isEqualTo(harness.status().dropped());
        }
    }

    @Test
    void alarmsGoLastAndAreCounted() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SMALL)) {
            for (int i = 0; harness.status().droppedAlarms() == 0; i++) {
                harness.outbox.add(harness.sampling.hot("cab" + i));
                if (i % 200 == 0) {
                    harness.outbox.cut();
                }
            }
            assertThat(harness.status().bytes()).isLessThanOrEqualTo(MEBIBYTE);
            harness.outbox.cut();
            assertThat(harness.takeAll(Lane.TELEMETRY))
                    .as("no telemetry is left when the first alarm goes")
                    .isEmpty();
        }
    }

    @Test
    void whatIsTooOldGoesCountedWhileTheAgentRuns() throws Exception {
        OutboxSettings brief = OutboxSettings.DEFAULTS.withMostAge(Duration.ofHours(1));
        ReadingIdentity old;
        try (OutboxHarness harness = new OutboxHarness(folder, brief)) {
            old = harness.sample("cab1");
            harness.outbox.cut();
            harness.pass(Duration.ofMinutes(50));
        }
        try (OutboxHarness again = new OutboxHarness(folder, brief)) {
            again.pass(Duration.ofMinutes(5));
            again.sample("cab1");
            assertThat(again.status().dropped())
                    .as("the time when no agent ran does not count")
                    .isZero();
            again.pass(Duration.ofMinutes(6));
            again.sample("cab1");
            again.outbox.cut();
            assertThat(again.status().dropped()).isEqualTo(1);
            assertThat(again.takeBatches())
                    .flatExtracting(Batch::gaps)
                    .containsExactly(new Gap("cab1", old.timestamp(), old.timestamp(), 1, Gaps.TOO_OLD));
        }
    }

    @Test
    void aJumpOfTheWallClockDropsNothing() throws Exception {
        OutboxSettings brief = OutboxSettings.DEFAULTS.withMostAge(Duration.ofHours(1));
        try (OutboxHarness harness = new OutboxHarness(folder, brief)) {
            harness.sample("cab1");
            harness.outbox.cut();
            harness.clock.set(harness.clock.now().plus(Duration.ofDays(20_000)));
            harness.sample("cab1");
            harness.outbox.cut();
            assertThat(harness.status().dropped()).isZero();
        }
    }

    @Test
    void whatIsOutIsNotDropped() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SMALL)) {
            harness.sample("cab1");
            harness.outbox.cut();
            OutboxMessage out = harness.outbox.next(Lane.TELEMETRY).orElseThrow();
            fill(harness, 2 * MEBIBYTE);
            harness.outbox.delivered(out.id());
            harness.outbox.commit();
            assertThat(harness.status().delivered()).isEqualTo(out.readings());
        }
    }

    @Test
    void messagesSetAsideGoWithTheOldest() throws Exception {
        try (OutboxHarness harness = new OutboxHarness(folder, SMALL)) {
            harness.sample("cab1");
            harness.outbox.cut();
            OutboxMessage refused = harness.outbox.next(Lane.TELEMETRY).orElseThrow();
            harness.outbox.setAside(refused.id(), "topic name invalid");
            fill(harness, 2 * MEBIBYTE);
            assertThat(harness.status().setAsideCount()).isZero();
            assertThat(harness.status().setAside()).isEmpty();
        }
    }

    @Test
    void theFileUsesItsFreeSpaceAgainAndGivesItBackWhenMuchIsFree() throws Exception {
        OutboxSettings large = OutboxSettings.DEFAULTS.withMostBytes(20 * MEBIBYTE);
        try (OutboxHarness harness = new OutboxHarness(folder, large)) {
            fill(harness, 22 * MEBIBYTE);
            long full = Files.size(folder.resolve("outbox.db"));
            assertThat(full).isBetween(17 * MEBIBYTE, 25 * MEBIBYTE);
            fill(harness, 6 * MEBIBYTE);
            assertThat(Files.size(folder.resolve("outbox.db"))).isLessThan(full + full / 10);

            harness.takeAll(Lane.TELEMETRY).forEach(message -> harness.outbox.delivered(message.id()));
            for (int i = 0; i < 60; i++) {
                harness.sample("cab1");
                harness.outbox.commit();
            }
        }
        assertThat(Files.size(folder.resolve("outbox.db"))).isLessThan(18 * MEBIBYTE);
    }

    /** Delivers all there is, and one reading more, whose batch tells of what was dropped last. */
    private static List<Batch> deliverAll(OutboxHarness harness) {
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            for (OutboxMessage message : harness.takeAll(Lane.TELEMETRY)) {
                batches.add(BatchCodec.decode(message.payload()));
                harness.outbox.delivered(message.id());
            }
            harness.sample("cab2");
            harness.outbox.cut();
        }
        return batches;
    }

    private static long told(List<Batch> batches) {
        return batches.stream()
                .flatMap(batch -> batch.gaps().stream())
                .mapToLong(Gap::count)
                .sum();
    }

    /** Adds readings of about that many bytes, cut into messages of 64 KiB. */
    private static void fill(OutboxHarness harness, long bytes) {
        long each = 0;
        for (long added = 0; added < bytes; added += each) {
            Judgement judgement = harness.sampling.bulky("cab1");
            each = ReadingCodec.encode(judgement.reading().orElseThrow()).length;
            harness.add(judgement);
        }
    }
}
