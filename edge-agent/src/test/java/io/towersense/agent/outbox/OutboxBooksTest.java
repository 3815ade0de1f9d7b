package io.towersense.agent.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.telemetry.codec.BatchCodec;
import io.towersense.telemetry.message.Batch;
import io.towersense.telemetry.message.Gap;
import io.towersense.telemetry.time.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens in whatever order, the books are right after each step, and at the end nothing is missing. */
class OutboxBooksTest {
    private static final OutboxSettings SETTINGS = OutboxSettings.DEFAULTS
            .withMostBytes(1024 * 1024)
            .withMostWaiting(100)
            .withCutBytes(8 * 1024);
    private static final int STEPS = 1_000;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
    private final Map<String, OutboxMessage> out = new HashMap<>();
    private final Set<ReadingIdentity> added = new HashSet<>();
    private final List<ReadingIdentity> delivered = new ArrayList<>();
    private long gaps;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sampledIsDeliveredPlusDroppedPlusPending(long seed) throws Exception {
        Random random = new Random(seed);
        OutboxHarness harness = new OutboxHarness(folder, SETTINGS, OutboxHarness.BOOT, clock);
        for (int i = 0; i < STEPS; i++) {
            step(random, harness);
            assertThat(harness.status().sampled()).isEqualTo(added.size());
            if (random.nextInt(150) == 0) {
                setMostPages(harness, 1_000_000);
                harness.close();
                out.clear();
                clock.advance(Duration.ofSeconds(1));
                harness = new OutboxHarness(folder, SETTINGS, OutboxHarness.BOOT, clock);
            }
        }
        drain(harness);
        OutboxStatus status = harness.status();
        assertThat(status.pending()).isZero();
        assertThat(status.bytes()).isZero();
        assertThat(status.dropped()).isPositive().isEqualTo(gaps);
        assertThat(status.delivered()).isEqualTo(delivered.size());
        assertThat(delivered).doesNotHaveDuplicates().allMatch(added::contains);
        harness.close();
    }

    private void step(Random random, OutboxHarness harness) throws Exception {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> {
                for (int i = random.nextInt(20); i >= 0; i--) {
                    added.add(harness.add(harness.sampling.bulky("cab" + random.nextInt(3))));
                }
            }
            case 4 -> added.add(harness.add(harness.sampling.hot("cab" + random.nextInt(3))));
            case 5 -> harness.pass(Duration.ofMillis(random.nextInt(12_000)));
            case 6, 7 ->
                harness.outbox
                        .next(random.nextInt(4) == 0 ? Lane.ALARMS : Lane.TELEMETRY)
                        .ifPresent(message -> assertThat(out.put(message.id(), message))
                                .as("a message that is out already")
                                .isNull());
            case 8 -> any(random).ifPresent(message -> deliver(harness, message));
            case 9 ->
                any(random).ifPresent(message -> {
                    harness.outbox.refused(message.id());
                    harness.outbox.release(message.id());
                    out.remove(message.id());
                });
            case 10 -> {
                if (random.nextInt(8) == 0) {
                    setMostPages(harness, random.nextBoolean() ? 1 : 1_000_000);
                }
            }
            default -> harness.outbox.tend();
        }
    }

    private void drain(OutboxHarness harness) throws Exception {
        setMostPages(harness, 1_000_000);
        new ArrayList<>(out.values()).forEach(message -> deliver(harness, message));
        for (int i = 0; i < 3; i++) {
            added.add(harness.sample("cab0"));
            harness.outbox.cut();
            for (Lane lane : Lane.values()) {
                harness.takeAll(lane).forEach(message -> deliver(harness, message));
            }
        }
        harness.outbox.commit();
    }

    private void deliver(OutboxHarness harness, OutboxMessage message) {
        harness.outbox.delivered(message.id());
        out.remove(message.id());
        if (message.lane() == Lane.TELEMETRY) {
            Batch batch = BatchCodec.decode(message.payload());
            delivered.addAll(OutboxHarness.identities(List.of(batch)));
            gaps += batch.gaps().stream().mapToLong(Gap::count).sum();
        }
    }

    private Optional<OutboxMessage> any(Random random) {
        return out.values().stream()
                .skip(random.nextInt(Math.max(1, out.size())))
                .findFirst();
    }

    private static void setMostPages(OutboxHarness harness, int pages) throws Exception {
        harness.outbox.store().database().execute("PRAGMA max_page_count = " + pages);
    }
}
