package io.towersense.agent.outbox;

import io.towersense.telemetry.codec.BatchCodec;
import io.towersense.telemetry.codec.UndecodableException;
import io.towersense.telemetry.message.Batch;
import io.towersense.telemetry.message.Gap;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps the outbox within its bytes and its age: the oldest telemetry goes first, alarms last. What goes becomes a
 * gap; what is out at the moment stays.
 */
final class Limits {
    private static final Logger LOG = LoggerFactory.getLogger(Limits.class);

    private final Tables tables;
    private final OutboxSettings settings;

    Limits(Tables tables, OutboxSettings settings) {
        this.tables = tables;
        this.settings = settings;
    }

    /** Drops what is too much or too old. */
    void enforce(Books books, Moment now, Predicate<String> isOut) throws SQLException {
        for (Lane lane : List.of(Lane.TELEMETRY, Lane.ALARMS)) {
            Optional<StoredMessage> oldest = oldest(lane, isOut);
            while (oldest.isPresent() && isTooOld(oldest.get(), now)) {
                drop(books, oldest.get(), Gaps.TOO_OLD);
                oldest = oldest(lane, isOut);
            }
            while (oldest.isPresent() && books.bytes() > settings.mostBytes()) {
                drop(books, oldest.get(), Gaps.FULL);
                oldest = oldest(lane, isOut);
            }
        }
    }

    private boolean isTooOld(StoredMessage message, Moment now) {
        return now.running() - message.storedAt() > settings.mostAge().toNanos();
    }

    /** The lane's oldest message, set aside or not. */
    private Optional<StoredMessage> oldest(Lane lane, Predicate<String> isOut) throws SQLException {
        Optional<StoredMessage> aside = tables.messages().first(lane, true, 0);
        Optional<StoredMessage> waiting = tables.messages().first(lane, false, 0);
        while (waiting.isPresent() && isOut.test(waiting.get().id())) {
            waiting = tables.messages().first(lane, false, waiting.get().sequence() + 1);
        }
        return Stream.of(aside, waiting)
                .flatMap(Optional::stream)
                .min(Comparator.comparingLong(StoredMessage::sequence));
    }

    private void drop(Books books, StoredMessage message, String reason) throws SQLException {
        if (message.lane() == Lane.ALARMS) {
            books.add(Account.DROPPED_ALARMS, 1);
        } else {
            for (Gap gap : contents(message, reason)) {
                tables.gaps().add(gap);
            }
            books.add(Account.DROPPED, message.readings());
        }
        tables.messages().delete(message);
        books.remove(message);
    }

    /** What is missing once the message is gone, with what it would have told as missing. */
    private List<Gap> contents(StoredMessage message, String reason) throws SQLException {
        Gaps gaps = new Gaps();
        Optional<OutboxMessage> content = tables.messages().content(message);
        if (content.isPresent()) {
            try {
                Batch batch = BatchCodec.decode(content.get().payload());
                batch.readings().forEach(reading -> gaps.add(ReadingIdentity.of(reading), reason));
                gaps.addAll(batch.gaps());
            } catch (UndecodableException e) {
                LOG.warn("Of message {} nobody can say what is missing: {}", message.id(), e.getMessage());
            }
        }
        return gaps.all();
    }
}
