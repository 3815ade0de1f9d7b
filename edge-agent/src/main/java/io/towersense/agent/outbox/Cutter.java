package io.towersense.agent.outbox;

import io.towersense.telemetry.codec.BatchCodec;
import io.towersense.telemetry.message.Batch;
import io.towersense.telemetry.message.Gap;
import io.towersense.telemetry.message.MessageId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What makes messages: stored readings become batches, alarm events messages of their own. */
final class Cutter {
    /** So many that their text stays far below what a message may have beside its readings. */
    private static final int MOST_GAPS = 20;

    private final Tables tables;
    private final OutboxSettings settings;

    Cutter(Tables tables, OutboxSettings settings) {
        this.tables = tables;
        this.settings = settings;
    }

    /** Stores an alarm event. */
    void enter(Books books, WaitingAlarm alarm) throws SQLException {
        insert(books, Lane.ALARMS, alarm.payload(), 0, alarm.added());
    }

    /**
     * Cuts what is due.
     *
     * @param all whether everything goes, however small
     */
    void cut(Books books, boolean all, Moment now) throws SQLException {
        boolean everything = all || isDue(tables.readings().oldest(), now);
        while (books.get(Account.UNCUT) > 0
                && (everything
                        || books.get(Account.UNCUT_BYTES) >= settings.cutBytes()
                        || books.get(Account.UNCUT) >= Batch.MOST_READINGS)) {
            cutOne(books);
        }
    }

    /** Whether the oldest stored reading has waited long enough. */
    boolean isDue(Optional<Moment> oldest, Moment now) {
        return oldest.filter(added ->
                        now.running() - added.running() >= settings.cutEvery().toNanos())
                .isPresent();
    }

    private void cutOne(Books books) throws SQLException {
        ReadingTable.Prefix prefix = tables.readings().oldest(settings.cutBytes(), Batch.MOST_READINGS);
        if (prefix.readings().isEmpty()) {
            throw new SQLException("the books name " + books.get(Account.UNCUT) + " readings that are not there");
        }
        WaitingReading oldest = prefix.readings().get(0);
        List<Gap> gaps = tables.gaps().take(MOST_GAPS);
        byte[] json = BatchCodec.join(oldest.rulesVersion(), prefix.json(), gaps);
        byte[] payload = settings.gzip() ? BatchCodec.gzip(json) : json;
        insert(books, Lane.TELEMETRY, payload, prefix.readings().size(), oldest.added());
        tables.readings().delete(prefix);
        books.add(Account.UNCUT, -prefix.readings().size());
        books.add(Account.UNCUT_BYTES, -prefix.bytes());
    }

    private void insert(Books books, Lane lane, byte[] payload, int readings, Moment added) throws SQLException {
        StoredMessage message = new StoredMessage(
                books.get(Account.LAST_SEQUENCE) + 1,
                MessageId.of(payload),
                lane,
                false,
                readings,
                payload.length,
                added.running());
        tables.messages().insert(message, added.wall(), payload);
        books.enter(message);
    }
}
