package io.towersense.cloud.alarm;

import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.engine.RuleState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the cloud knows of one alarm, (device, rule): a value; {@link AlarmStore} reads and writes it.
 *
 * @param version grows with every change of the record; 0 where there is none yet
 * @param thing the gateway that owns the alarm; empty where the cloud itself judges
 * @param revision of the last change, 0 before the first
 * @param alarm the last change
 * @param pending changes for people; those up to the revision that was told are done
 * @param overtaken clears that came after something newer; those of alarms that people know to be over are done
 * @param told what people were told
 * @param events what the event bus has yet to get
 * @param engine what the engine remembers, where the cloud judges
 * @param judgedUntil timestamp of the last reading that the cloud judged
 * @param lease who is about to notify
 */
public record AlarmRecord(
        String deviceId,
        String rule,
        long version,
        Optional<String> thing,
        long revision,
        Optional<AlarmEvent> alarm,
        List<AlarmEvent> pending,
        List<AlarmEvent> overtaken,
        Told told,
        EventBacklog events,
        Optional<RuleState> engine,
        Optional<Instant> judgedUntil,
        Optional<Lease> lease) {

    public AlarmRecord {
        pending = List.copyOf(pending);
        overtaken = List.copyOf(overtaken);
    }

    /** The beginning: nothing known. */
    public static AlarmRecord none(String deviceId, String rule) {
        return new AlarmRecord(
                deviceId,
                rule,
                0,
                Optional.empty(),
                0,
                Optional.empty(),
                List.of(),
                List.of(),
                Told.NOTHING,
                EventBacklog.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The changes that people have yet to hear of, in the order of their revisions. */
    public List<AlarmEvent> untold() {
        return Stream.concat(
                        pending.stream().filter(event -> event.revision() > told.revision()),
                        overtaken.stream().filter(event -> !told.isOver(event.alarmId())))
                .sorted(Comparator.comparingLong(AlarmEvent::revision))
                .toList();
    }

    /** The changes that are not on the event bus, in the order in which they are put; the last one always among them. */
    public List<OwnedChange> toPut() {
        return events.left(last());
    }

    /** The notification ids of what is on the event bus, of the changes in the item, once these are too. */
    public List<String> putWith(Collection<String> ids) {
        return events.putWith(ids, last());
    }

    /** Whether the cloud judges this rule: no gateway has ever spoken for it. */
    public boolean isJudgedHere() {
        return thing.isEmpty();
    }

    /**
     * Takes in the word of an alarm's owner. Revisions decide, never times: what is not newer than what is known is
     * stale or a duplicate, and changes nothing; except that a gateway's clear which something newer overtook is still
     * owed to people, who may take the alarm to stand, or never heard of it. A gateway that takes over from the cloud, or
     * from another gateway, begins with revisions of its own.
     *
     * @param sender the gateway, which has a right to the device; empty for the cloud
     * @return the record after it; empty where nothing changes
     */
    public Optional<AlarmRecord> merge(AlarmEvent event, Optional<String> sender) {
        if (isTakenOverBy(sender)) {
            AlarmRecord anew =
                    none(deviceId, rule).stored(version, Told.NOTHING, new EventBacklog(toPut(), events.put()));
            return Optional.of(anew.ownedBy(sender).changedBy(List.of(event)));
        }
        if (version > 0 && !thing.equals(sender)) {
            return Optional.empty();
        }
        if (event.revision() > revision) {
            return Optional.of(ownedBy(sender).changedBy(List.of(event)));
        }
        return sender.isPresent() && isOwed(event) ? Optional.of(owing(event)) : Optional.empty();
    }

    /**
     * Whether an event of the owner's, stale by its revision, cannot be of the series that is known: nobody ever heard of
     * its alarm, and it was raised after the last one, or has the last one's revision. Such an owner lost its revisions.
     */
    public boolean isOfAnotherSeries(AlarmEvent event) {
        return event.revision() <= revision
                && !isKnown(event.alarmId())
                && alarm.filter(last -> event.revision() == last.revision()
                                || event.raisedAt().isAfter(last.raisedAt()))
                        .isPresent();
    }

    /** Whether the record is another's than this gateway's, which now owns the device. */
    public boolean isTakenOverBy(Optional<String> sender) {
        return version > 0 && sender.isPresent() && !thing.equals(sender);
    }

    /** The record after the cloud judged readings up to {@code until}. */
    public AlarmRecord judged(RuleState state, Instant until, List<AlarmEvent> changes) {
        AlarmRecord changed = changes.isEmpty() ? this : changedBy(changes);
        return new AlarmRecord(
                deviceId,
                rule,
                version,
                thing,
                changed.revision,
                changed.alarm,
                changed.pending,
                overtaken,
                told,
                changed.events,
                Optional.of(state),
                Optional.of(until),
                lease);
    }

    /** The same record with what the table says of it by now. */
    AlarmRecord stored(long newVersion, Told newTold, EventBacklog newEvents) {
        return new AlarmRecord(
                deviceId,
                rule,
                newVersion,
                thing,
                revision,
                alarm,
                pending,
                overtaken,
                newTold,
                newEvents,
                engine,
                judgedUntil,
                lease);
    }

    /** Whether people are told of such a change; what an operator did, operators see elsewhere. */
    private static boolean isForPeople(AlarmEvent event) {
        return event.change() == AlarmChange.RAISED
                || event.change() == AlarmChange.SEVERITY_CHANGED
                || event.change() == AlarmChange.CLEARED;
    }

    private AlarmRecord changedBy(List<AlarmEvent> changes) {
        List<AlarmEvent> waiting = new ArrayList<>(pending);
        waiting.removeIf(event -> event.revision() <= told.revision());
        changes.stream().filter(AlarmRecord::isForPeople).forEach(waiting::add);
        AlarmEvent last = changes.get(changes.size() - 1);
        return new AlarmRecord(
                deviceId,
                rule,
                version,
                thing,
                last.revision(),
                Optional.of(last),
                PendingChanges.bounded(waiting),
                overtaken,
                told,
                events.followedBy(last(), owned(changes.subList(0, changes.size() - 1))),
                engine,
                judgedUntil,
                lease);
    }

    private boolean isKnown(String alarmId) {
        return told.knows(alarmId)
                || Stream.of(alarm.stream(), pending.stream(), overtaken.stream())
                        .flatMap(events -> events)
                        .anyMatch(event -> event.alarmId().equals(alarmId));
    }

    private boolean isOwed(AlarmEvent event) {
        return event.change() == AlarmChange.CLEARED
                && !told.isOver(event.alarmId())
                && untold().stream()
                        .noneMatch(waiting -> waiting.change() == AlarmChange.CLEARED
                                && waiting.alarmId().equals(event.alarmId()));
    }

    private AlarmRecord owing(AlarmEvent clear) {
        List<AlarmEvent> owed = new ArrayList<>(overtaken);
        owed.removeIf(event -> told.isOver(event.alarmId()));
        owed.add(clear);
        return new AlarmRecord(
                deviceId,
                rule,
                version,
                thing,
                revision,
                alarm,
                pending,
                PendingChanges.bounded(owed),
                told,
                events.overtaken(new OwnedChange(clear, thing)),
                engine,
                judgedUntil,
                lease);
    }

    private AlarmRecord ownedBy(Optional<String> owner) {
        return new AlarmRecord(
                deviceId,
                rule,
                version,
                owner,
                revision,
                alarm,
                pending,
                overtaken,
                told,
                events,
                engine,
                judgedUntil,
                lease);
    }

    private Optional<OwnedChange> last() {
        return alarm.map(event -> new OwnedChange(event, thing));
    }

    private List<OwnedChange> owned(List<AlarmEvent> changes) {
        return changes.stream().map(event -> new OwnedChange(event, thing)).toList();
    }
}
