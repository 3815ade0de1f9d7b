package io.towersense.cloud.alert;

import io.towersense.cloud.alarm.AlarmRecord;
import io.towersense.cloud.alarm.AlarmStore;
import io.towersense.cloud.device.DeviceRegister;
import io.towersense.cloud.device.Sighting;
import io.towersense.cloud.device.Standing;
import io.towersense.cloud.time.Backoff;
import io.towersense.cloud.time.Deadline;
import io.towersense.cloud.time.Pause;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.message.Envelope;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** The taking in of an alarm event: whose word it is, what it changes, and that people are told. */
final class AlarmIntake {
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
     * @throws ForeignDeviceException if the device is not the gateway's
     */
    IntakeOutcome take(AlarmEvent event, Envelope envelope, Deadline deadline) {
        if (!maySpeak(event.deviceId(), envelope)) {
            throw new ForeignDeviceException(event.deviceId(), envelope.thing());
        }
        return take(event, Optional.of(envelope.thing()), deadline);
    }

    /**
     * Takes in what the cloud itself has judged and written down.
     *
     * @return how many notifications were sent
     */
    int take(AlarmEvent event, Deadline deadline) {
        return take(event, Optional.empty(), deadline).notified();
    }

    private IntakeOutcome take(AlarmEvent event, Optional<String> sender, Deadline deadline) {
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
            if (merged.isEmpty() || store.save(record, merged.get()).isPresent()) {
                boolean stale = merged.isEmpty() && sender.isPresent() && record.isOfAnotherSeries(event);
                told += notifier.tell(event.deviceId(), event.rule(), deadline);
                return new IntakeOutcome(told, stale ? Optional.of(whatToDo(event, record)) : Optional.empty());
            }
            if (!backoff.again()) {
                throw new BusyException(event.deviceId(), event.rule());
            }
        }
    }

    private boolean maySpeak(String deviceId, Envelope envelope) {
        Optional<String> sender = Optional.of(envelope.thing());
        if (envelope.resubmittedFrom().isPresent()) {
            return register.claim(Sighting.ofOwner(deviceId, sender));
        }
        Standing standing = register.standing(deviceId, sender);
        return standing == Standing.UNKNOWN
                ? register.claim(new Sighting(
                        deviceId, sender, Optional.of(envelope.receivedAt()), Optional.empty(), Optional.empty()))
                : standing != Standing.FOREIGN;
    }

    private static String whatToDo(AlarmEvent event, AlarmRecord record) {
        return "revision %d of a new alarm, after revision %d: the gateway has lost its outbox and nobody was told; see to the device, then delete item (%s, ALARM#%s) of the state table"
                .formatted(event.revision(), record.revision(), event.deviceId(), event.rule());
    }
}
