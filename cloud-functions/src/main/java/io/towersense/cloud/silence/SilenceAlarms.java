package io.towersense.cloud.silence;

import io.towersense.cloud.alarm.AlarmRecord;
import io.towersense.cloud.alarm.AlarmStore;
import io.towersense.cloud.alarm.ContendedException;
import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.AlarmState;
import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.reading.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;

/** The alarms of silence, of which the cloud is the owner. */
final class SilenceAlarms {
    private static final int MOST_ATTEMPTS = 6;

    private final WatchTable watched;
    private final AlarmStore store;
    private final Severity severity;

    SilenceAlarms(WatchTable watched, AlarmStore store, Severity severity) {
        this.watched = watched;
        this.store = store;
        this.severity = severity;
    }

    /**
     * Brings an alarm into line with when its gateway or device was last seen: raises it, clears it, or finds it as it
     * should be.
     *
     * @param limit who was last seen before it is silent
     * @return what came of it; empty where nobody is watched any more
     * @throws SdkException if the table does not answer, or others change the alarm all the time
     */
    Optional<Settled> settle(WatchedKey key, Instant limit, Instant now) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            // The alarm before its owner's item: then whoever takes the item after us also writes the alarm after us.
            AlarmRecord record = store.load(key.id(), key.kind().rule());
            Optional<Watched> taken = watched.take(key);
            if (taken.isEmpty()) {
                return Optional.empty();
            }
            Watched found = taken.get();
            if (!record.isJudgedHere()) {
                // What a gateway owns by now is its own to tell.
                return Optional.of(new Settled(found, limit, false, List.of()));
            }
            Optional<AlarmRecord> changed =
                    change(record, found, limit, now).flatMap(event -> record.merge(event, Optional.empty()));
            // Written even where nothing changes: whoever looked before us, and is late, must fail to write.
            Optional<AlarmRecord> saved = store.save(record, changed.orElse(record));
            if (saved.isPresent()) {
                return Optional.of(new Settled(
                        found, limit, changed.isPresent(), saved.get().untold()));
            }
        }
        throw new ContendedException(key.id(), key.kind().rule());
    }

    private Optional<AlarmEvent> change(AlarmRecord record, Watched found, Instant limit, Instant now) {
        Optional<AlarmEvent> standing = record.alarm().filter(last -> last.state() == AlarmState.RAISED);
        if (found.isSilent(limit)) {
            return standing.isPresent() ? Optional.empty() : Optional.of(raised(record, found, now));
        }
        return standing.map(last -> cleared(last, found, now));
    }

    private AlarmEvent raised(AlarmRecord record, Watched found, Instant now) {
        WatchedKind kind = found.key().kind();
        long revision = record.revision() + 1;
        return AlarmEvent.builder(alarmId(found, revision), revision, AlarmChange.RAISED)
                .deviceId(found.key().id())
                .siteId(found.lastReading().flatMap(Reading::siteId))
                .rule(kind.rule())
                .direction(Direction.SILENT)
                .severity(severity)
                .probableCause(kind.cause())
                .raisedAt(found.lastSeen())
                .changedAt(now)
                .simulated(found.lastReading().map(Reading::simulated).orElse(false))
                .text(SilenceText.raised(found, now))
                .build();
    }

    private static AlarmEvent cleared(AlarmEvent standing, Watched found, Instant now) {
        return standing.toBuilder()
                .revision(standing.revision() + 1)
                .change(AlarmChange.CLEARED)
                .state(AlarmState.CLEARED)
                .changedAt(now)
                .clearedAt(Optional.of(now))
                .operator(Optional.empty())
                .text(SilenceText.cleared(found, standing.raisedAt(), now))
                .build();
    }

    /** Made from what raised the alarm, so that looking again gives the same id. */
    private static String alarmId(Watched found, long revision) {
        String origin = String.join(
                "\n",
                found.key().id(),
                found.key().kind().rule(),
                Long.toString(revision),
                found.lastSeen().toString());
        return UUID.nameUUIDFromBytes(origin.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
