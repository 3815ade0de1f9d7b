package io.towersense.cloud.event;

import io.towersense.cloud.alarm.OwnedChange;
import java.util.List;
import java.util.Optional;

/**
 * What became of the changes of one alarm that were to be put on the bus.
 *
 * @param put notification ids of those that are on it
 * @param trouble present where others are not
 */
public record PutOutcome(List<String> put, Optional<EventsNotPutException> trouble) {
    public PutOutcome {
        put = List.copyOf(put);
    }

    static PutOutcome all(List<OwnedChange> changes) {
        return new PutOutcome(ids(changes), Optional.empty());
    }

    /** @param reason why the rest was not taken */
    static PutOutcome of(List<OwnedChange> changes, List<OwnedChange> taken, String bus, Optional<String> reason) {
        int left = changes.size() - taken.size();
        return left == 0
                ? all(taken)
                : new PutOutcome(
                        ids(taken),
                        Optional.of(new EventsNotPutException(
                                changes.get(0).event(), left, changes.size(), bus, reason.orElse("no reason given"))));
    }

    private static List<String> ids(List<OwnedChange> changes) {
        return changes.stream().map(change -> change.event().notificationId()).toList();
    }
}
