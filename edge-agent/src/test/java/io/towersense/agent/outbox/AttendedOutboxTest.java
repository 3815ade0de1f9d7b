package io.towersense.agent.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.towersense.telemetry.time.Clock;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outbox with its own thread and the machine's clock. */
class AttendedOutboxTest {
    private final List<ReadingIdentity> committed = new CopyOnWriteArrayList<>();
    private final Sampling sampling = new Sampling(Clock.system());

    @TempDir
    Path folder;

    @Test
    void whoAddsFasterThanTheDiskWaitsAndNothingIsDropped() throws Exception {
        try (SqliteOutbox outbox = open(OutboxSettings.DEFAULTS.withMostWaiting(50))) {
            for (int i = 0; i < 3_000; i++) {
                outbox.add(sampling.calm("cab1"));
            }
            outbox.cut();
            assertThat(outbox.status().sampled()).isEqualTo(3_000);
            assertThat(outbox.status().dropped()).isZero();
        }
        assertThat(committed).hasSize(3_000).doesNotHaveDuplicates();
    }

    @Test
    void anAlarmIsStoredWithoutAnybodyAskingForIt() throws Exception {
        try (SqliteOutbox outbox = open(OutboxSettings.DEFAULTS)) {
            outbox.add(sampling.calm("cab1"));
            outbox.add(sampling.calm("cab1"));
            outbox.add(sampling.hot("cab1"));
            await().until(() -> outbox.next(Lane.ALARMS).isPresent());
            assertThat(committed).hasSize(3);
        }
    }

    private SqliteOutbox open(OutboxSettings settings) throws InterruptedException {
        return SqliteOutbox.open(folder, settings, OutboxHarness.BOOT, Clock.system(), committed::addAll);
    }
}
