package io.towersense.agent.outbox;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is on disk as of the last commit, as far as memory has to know.
 *
 * @param books never changed
 * @param oldestUncut when the oldest of the readings that are in no message was added
 * @param oldest when the oldest of all that waits was added, by the wall clock of then
 * @param aside some of the messages set aside
 */
record Snapshot(Books books, Optional<Moment> oldestUncut, Optional<Instant> oldest, List<SetAside> aside) {
    /** Looks at the first rows only. */
    static Snapshot of(Tables tables, Books books) throws SQLException {
        Optional<Moment> uncut = tables.readings().oldest();
        Optional<Instant> alarm = oldest(tables, Lane.ALARMS);
        Optional<Instant> telemetry = oldest(tables, Lane.TELEMETRY);
        return new Snapshot(
                books,
                uncut,
                Stream.of(uncut.map(Moment::wall), alarm, telemetry)
                        .flatMap(Optional::stream)
                        .min(Instant::compareTo),
                books.get(Account.ASIDE) == 0 ? List.of() : tables.messages().aside(OutboxStatus.MOST_NAMED));
    }

    private static Optional<Instant> oldest(Tables tables, Lane lane) throws SQLException {
        Optional<StoredMessage> first = tables.messages().first(lane, false, 0);
        return first.isPresent() ? Optional.of(tables.messages().storedWall(first.get())) : Optional.empty();
    }
}
