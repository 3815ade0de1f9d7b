package io.towersense.agent.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fails in mid-commit, so that nobody can say whether the transaction is on it. */
class DurableStoreTest {
    private static final Moment NOW = new Moment(0, Instant.parse("2026-11-22T10:00:00Z"));
    private static final Settlement NOTHING = new Settlement(Map.of(), Map.of(), Map.of());

    @TempDir
    Path folder;

    private DurableStore store;

    @BeforeEach
    void open() throws SQLException {
        store = DurableStore.open(OutboxFiles.in(folder), OutboxSettings.DEFAULTS, OutboxHarness.BOOT, NOW.wall());
        commit(store, work(1));
    }

    @Test
    void aTransactionThatIsOnDiskInSpiteOfAFailureIsNotWrittenTwice() throws SQLException {
        failOn(work(2));
        try (Store disk = Store.open(folder.resolve("outbox.db"), OutboxSettings.DEFAULTS, OutboxHarness.BOOT)) {
            disk.commit(work(2), NOW, id -> false);
        }
        assertThat(commit(store, work(2)).get(Account.UNCUT)).isEqualTo(3);
        assertThat(commit(store, work(4)).get(Account.UNCUT)).isEqualTo(7);
        store.close();
    }

    @Test
    void aTransactionThatIsNotOnDiskIsWrittenOnce() throws SQLException {
        failOn(work(2));
        assertThat(commit(store, work(2)).get(Account.UNCUT)).isEqualTo(3);
        assertThat(commit(store, work(4)).get(Account.UNCUT)).isEqualTo(7);
        store.close();
    }

    private void failOn(Work work) throws SQLException {
        store.database().close();
        assertThatThrownBy(() -> commit(store, work)).isInstanceOf(SQLException.class);
    }

    private static Books commit(DurableStore store, Work work) throws SQLException {
        return store.commit(work, NOW, id -> false).books();
    }

    private static Work work(int readings) {
        WaitingReading reading = new WaitingReading(
                new ReadingIdentity("cab1", NOW.wall()),
                new byte[] {'{', '}'},
                OutboxHarness.BOOT,
                Duration.ZERO,
                Sampling.RULES,
                NOW);
        List<WaitingReading> group = Collections.nCopies(readings, reading);
        return new Work(new Group(group, List.of(), Map.of(), List.of(), 0), NOTHING, false);
    }
}
