package io.towersense.cloud.alarm;

import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.engine.RuleState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the cloud knows of one alarm, (device, rule): a value; {@link AlarmStore} reads and writes it.
 *
 * @param version grows with every change of the record; 0 where there is none yet
 * @param thing the gateway that owns the alarm; empty where the cloud itself judges
 * @param revision of the last change, 0 before the first
 * @param notifiedRevision up to this revision everything was told that is to be told
 * @param alarm the last change
 * @param pending changes for people; those up to {@code notifiedRevision} are done
 * @param announced id of the alarm of which people heard last
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
        long notifiedRevision,
        Optional<AlarmEvent> alarm,
        List<AlarmEvent> pending,
        Optional<String> announced,
        Optional<RuleState> engine,
        Optional<Instant> judgedUntil,
        Optional<Lease> lease) {

    public AlarmRecord {
        pending = List.copyOf(pending);
    }

    /** The beginning: nothing known. */
    public static AlarmRecord none(String deviceId, String rule) {
        return new AlarmRecord(
                deviceId,
                rule,
                0,
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The changes that people have yet to hear of, in the order of their revisions. */
    public List<AlarmEvent> untold() {
        return pending.stream()
                .filter(event -> event.revision() > notifiedRevision)
                .toList();
    }

    /** Whether the cloud judges this rule: no gateway has ever spoken for it. */
    public boolean isJudgedHere() {
        return thing.isEmpty();
    }

    /**
     * Takes in the word of an alarm's owner. Revisions decide, never times: what is not newer than what is known is
     * stale or a duplicate, and changes nothing. A gateway that takes over from the cloud, or from another gateway,
     * begins with revisions of its own.
     *
     * @param sender the gateway, which has a right to the device; empty for the cloud
     * @return the record after it; empty where nothing changes
     */
    public Optional<AlarmRecord> merge(AlarmEvent event, Optional<String> sender) {
        if (isTakenOverBy(sender)) {
            return Optional.of(
                    none(deviceId, rule).atVersion(version).ownedBy(sender).changedBy(List.of(event)));
        }
        boolean speaksForIt = version == 0 || thing.equals(sender);
        if (!speaksForIt || event.revision() <= revision) {
            return Optional.empty();
        }
        return Optional.of(ownedBy(sender).changedBy(List.of(event)));
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
                changed.notifiedRevision,
                changed.alarm,
                changed.pending,
                announced,
                Optional.of(state),
                Optional.of(until),
                lease);
    }

    /** The same record with what is known of it by now. */
    AlarmRecord stored(long newVersion, long newNotifiedRevision) {
        return new AlarmRecord(
                deviceId,
                rule,
                newVersion,
                thing,
                revision,
                newNotifiedRevision,
                alarm,
                pending,
                announced,
                engine,
                judgedUntil,
                lease);
    }

    /** Whether people are told of such a change; what an operator did, operators see elsewhere. */
    static boolean isForPeople(AlarmChange change) {
        return change == AlarmChange.RAISED || change == AlarmChange.SEVERITY_CHANGED || change == AlarmChange.CLEARED;
    }

    private AlarmRecord changedBy(List<AlarmEvent> changes) {
        List<AlarmEvent> waiting = new ArrayList<>(untold());
        changes.stream().filter(event -> isForPeople(event.change())).forEach(waiting::add);
        AlarmEvent last = changes.get(changes.size() - 1);
        return new AlarmRecord(
                deviceId,
                rule,
                version,
                thing,
                last.revision(),
                waiting.isEmpty() ? last.revision() : notifiedRevision,
                Optional.of(last),
                PendingChanges.bounded(waiting),
                announced,
                engine,
                judgedUntil,
                lease);
    }

    private AlarmRecord atVersion(long same) {
        return stored(same, notifiedRevision);
    }

    private AlarmRecord ownedBy(Optional<String> owner) {
        return new AlarmRecord(
                deviceId,
                rule,
                version,
                owner,
                revision,
                notifiedRevision,
                alarm,
                pending,
                announced,
                engine,
                judgedUntil,
                lease);
    }
}
