package io.towersense.cloud.alarm;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has yet to be put on the event bus of one alarm's changes. The alarm's last change is not in it but beside it, as
 * the record's alarm, and is owed like the others: so it is never left out, and an item of which nobody kept a backlog
 * owes its last change.
 *
 * @param waiting changes before the last one, in the order in which they are put; some may be on the bus already
 * @param put notification ids of the changes that are on the bus, of those in the item. Ids and no revision: a new owner
 *     counts anew, and a clear that was overtaken comes after newer ones
 */
public record EventBacklog(List<OwnedChange> waiting, List<String> put) {
    /** Nothing waits, and nothing is on the bus. */
    public static final EventBacklog NONE = new EventBacklog(List.of(), List.of());

    public EventBacklog {
        waiting = List.copyOf(waiting);
        put = List.copyOf(put);
    }

    /** What is not on the bus, in the order in which it is put. */
    List<OwnedChange> left(Optional<OwnedChange> last) {
        return Stream.concat(waiting.stream(), last.stream())
                .filter(change -> !put.contains(change.id()))
                .toList();
    }

    /** The same once others came after {@code last}: those of them that are not themselves the last. */
    EventBacklog followedBy(Optional<OwnedChange> last, List<OwnedChange> others) {
        List<OwnedChange> longer = new ArrayList<>(left(last));
        longer.addAll(others);
        return bounded(longer);
    }

    /** The same with a change that came after newer ones, before those of its owner. */
    EventBacklog overtaken(OwnedChange late) {
        List<OwnedChange> longer = new ArrayList<>(left(Optional.empty()));
        int place = longer.size();
        while (place > 0 && isNewer(longer.get(place - 1), late)) {
            place--;
        }
        longer.add(place, late);
        return bounded(longer);
    }

    /** The ids of what is on the bus once these are too; of others than the item's nobody asks any more. */
    List<String> putWith(Collection<String> ids, Optional<OwnedChange> last) {
        return Stream.concat(waiting.stream(), last.stream())
                .map(OwnedChange::id)
                .filter(id -> put.contains(id) || ids.contains(id))
                .toList();
    }

    /** The same with what the table says is on the bus. */
    EventBacklog withPut(List<String> ids) {
        return new EventBacklog(waiting, ids);
    }

    private EventBacklog bounded(List<OwnedChange> changes) {
        return new EventBacklog(
                PendingChanges.bounded(changes, OwnedChange::event, "could not be put on the event bus"), put);
    }

    private static boolean isNewer(OwnedChange change, OwnedChange than) {
        return change.thing().equals(than.thing())
                && change.event().revision() > than.event().revision();
    }
}
