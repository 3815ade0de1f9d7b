package io.towersense.cloud.consumer;

import io.towersense.cloud.alarm.AlarmRecord;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.engine.RuleState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where one rule stands on one device, as a container knows it.
 *
 * @param record as it was read or written last
 * @param state what the engine remembers; newer than the record's while nothing goes on
 * @param judgedUntil timestamp of the last judged reading; newer than the record's while nothing goes on
 * @param handedOver revision up to which changes were handed to the alert handler by this container
 */
record RuleStanding(AlarmRecord record, Optional<RuleState> state, Optional<Instant> judgedUntil, long handedOver) {

    /** As the table says, which may be behind what the device's item says of all rules. */
    static RuleStanding of(AlarmRecord record, Optional<Instant> settledUntil) {
        Optional<Instant> judged = record.judgedUntil();
        boolean behind =
                judged.isEmpty() || settledUntil.filter(judged.get()::isBefore).isPresent();
        return new RuleStanding(record, state(record), behind ? settledUntil.or(() -> judged) : judged, 0);
    }

    /** Where the engine's part of the record is missing, revisions still go on from where they are. */
    private static Optional<RuleState> state(AlarmRecord record) {
        return record.engine()
                .or(() -> record.revision() == 0
                        ? Optional.empty()
                        : Optional.of(new RuleState(List.of(), Optional.empty(), record.revision(), Optional.empty())));
    }

    boolean isQuiet() {
        return state.map(RuleState::isQuiet).orElse(true);
    }

    /** The changes that nobody was told of, and that are not on their way. */
    List<AlarmEvent> toHandOver() {
        return record.isJudgedHere()
                ? record.untold().stream()
                        .filter(event -> event.revision() > handedOver)
                        .toList()
                : List.of();
    }

    RuleStanding withRecord(AlarmRecord stored) {
        return new RuleStanding(stored, state, judgedUntil, handedOver);
    }

    RuleStanding afterHandover() {
        return new RuleStanding(record, state, judgedUntil, record.revision());
    }
}
