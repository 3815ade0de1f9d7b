package io.towersense.cloud.alert;

import io.towersense.cloud.alarm.AlarmRecord;
import io.towersense.cloud.alarm.AlarmStore;
import io.towersense.cloud.device.DeviceRegister;
import io.towersense.cloud.device.Sighting;
import io.towersense.cloud.device.Standing;
import io.towersense.cloud.text.PlainText;
import io.towersense.cloud.time.Backoff;
import io.towersense.cloud.time.Deadline;
import io.towersense.cloud.time.Pause;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.message.Envelope;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The taking in of an alarm event: whose word it is, what it changes, and that people are told. */
final class AlarmIntake {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmIntake.class);

    private final DeviceRegister register;
    private final AlarmStore store;
    private final AlarmNotifier notifier;
    private final Pause pause;

    AlarmIntake(DeviceRegister register, AlarmStore store, AlarmNotifier notifier, Pause pause) {
        this.pause = pause;
        this.register = register;
        this.store = store;
        this.notifier = notifier;
    }

    /**
     * Takes in the word of a gateway.
     *
     * @return how many notifications were sent
     * @throws ForeignDeviceException if the device is not the gateway's
     */
    int take(AlarmEvent event, Envelope envelope, Deadline deadline) {
        if (!maySpeak(event.deviceId(), envelope.thing(), envelope.receivedAt())) {
            throw new ForeignDeviceException(event.deviceId(), envelope.thing());
        }
        return take(event, Optional.of(envelope.thing()), deadline);
    }

    /**
     * Takes in what the consumer has judged and written down.
     *
     * @return how many notifications were sent
     */
    int take(AlarmEvent event, Deadline deadline) {
        return take(event, Optional.empty(), deadline);
    }

    private int take(AlarmEvent event, Optional<String> sender, Deadline deadline) {
        int told = 0;
        Backoff backoff =
                new Backoff(deadline, pause, () -> ThreadLocalRandom.current().nextDouble());
        while (true) {
            AlarmRecord record = store.load(event.deviceId(), event.rule());
            if (record.isTakenOverBy(sender) && !record.untold().isEmpty()) {
                // What the owner before had to say comes first: the new one counts its revisions anew.
                told += notifier.tell(event.deviceId(), event.rule(), deadline);
                record = store.load(event.deviceId(), event.rule());
            }
            Optional<AlarmRecord> merged = record.merge(event, sender);
            if (merged.isEmpty()) {
                noteStale(record, event);
            }
            if (merged.isEmpty() || store.save(record, merged.get()).isPresent()) {
                return told + notifier.tell(event.deviceId(), event.rule(), deadline);
            }
            if (!backoff.again()) {
                throw new BusyException(event.deviceId(), event.rule());
            }
        }
    }

    private boolean maySpeak(String deviceId, String thing, Instant receivedAt) {
        Optional<String> sender = Optional.of(thing);
        Standing standing = register.standing(deviceId, sender);
        return standing == Standing.UNKNOWN
                ? register.claim(new Sighting(deviceId, sender, receivedAt, Optional.empty(), Optional.empty()))
                : standing != Standing.FOREIGN;
    }

    /** A gateway that lost its storage counts from the beginning, and nobody would hear of it. */
    private static void noteStale(AlarmRecord record, AlarmEvent event) {
        boolean known = record.alarm()
                .filter(alarm -> alarm.alarmId().equals(event.alarmId()))
                .isPresent();
        boolean newer = record.alarm()
                .filter(alarm -> event.changedAt().isAfter(alarm.changedAt()))
                .isPresent();
        if (!known && newer) {
            LOG.warn(
                    "{} {}: {} of revision {} is newer than what is known, of revision {}, and is not taken in",
                    event.deviceId(),
                    event.rule(),
                    PlainText.line(event.alarmId(), 128),
                    event.revision(),
                    record.revision());
        }
    }
}
