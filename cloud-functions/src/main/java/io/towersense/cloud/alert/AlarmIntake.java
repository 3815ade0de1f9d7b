package io.towersense.cloud.alert;

import io.towersense.cloud.alarm.AlarmRecord;
import io.towersense.cloud.alarm.AlarmStore;
import io.towersense.cloud.device.DeviceRegister;
import io.towersense.cloud.device.Sighting;
import io.towersense.cloud.device.Standing;
import io.towersense.cloud.time.Backoff;
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
    IntakeOutcome take(AlarmEvent event, Envelope envelope, Invocation invocation) {
        if (!maySpeak(event.deviceId(), envelope)) {
            throw new ForeignDeviceException(event.deviceId(), envelope.thing());
        }
        return take(event, Optional.of(envelope.thing()), invocation);
    }

    /** Takes in what the cloud itself has judged and written down. */
    TellOutcome take(AlarmEvent event, Invocation invocation) {
        return take(event, Optional.empty(), invocation).told();
    }

    private IntakeOutcome take(AlarmEvent event, Optional<String> sender, Invocation invocation) {
        int before = 0;
        Backoff backoff = new Backoff(
                invocation.waiting(), pause, () -> ThreadLocalRandom.current().nextDouble());
        while (true) {
            AlarmRecord record = store.load(event.deviceId(), event.rule());
            if (record.isTakenOverBy(sender) && owes(record)) {
                // What the owner before had to say comes first: the new one counts its revisions anew. Events that the
                // bus does not take now wait with the new owner's.
                before += notifier.tell(event.deviceId(), event.rule(), invocation)
                        .notified();
                record = store.load(event.deviceId(), event.rule());
            }
            Optional<AlarmRecord> merged = record.merge(event, sender);
            if (merged.isEmpty() || store.save(record, merged.get()).isPresent()) {
                boolean stale = merged.isEmpty() && sender.isPresent() && record.isOfAnotherSeries(event);
                TellOutcome told = notifier.tell(event.deviceId(), event.rule(), invocation);
                return new IntakeOutcome(
                        new TellOutcome(before + told.notified(), told.trouble()),
                        stale ? Optional.of(whatToDo(event, record)) : Optional.empty());
            }
            if (!backoff.again()) {
                throw new BusyException(event.deviceId(), event.rule());
            }
        }
    }

    private static boolean owes(AlarmRecord record) {
        return !record.untold().isEmpty() || !record.toPut().isEmpty();
    }

    private boolean maySpeak(String deviceId, Envelope envelope) {
        Optional<String> sender = Optional.of(envelope.thing());
        if (envelope.resubmittedFrom().isPresent()) {
            return register.claim(Sighting.ofOwner(deviceId, sender));
        }
        Standing standing = register.standing(deviceId, sender);
        return standing == Standing.UNKNOWN
                ? register.claim(new Sighting(
                        deviceId,
                        sender,
                        Optional.of(envelope.receivedAt()),
                        Optional.empty(),
                        Optional.empty(),
                        false))
                : standing != Standing.FOREIGN;
    }

    private static String whatToDo(AlarmEvent event, AlarmRecord record) {
        return "revision %d of a new alarm, after revision %d: the gateway has lost its outbox and nobody was told; see to the device, then delete item (%s, ALARM#%s) of the state table"
                .formatted(event.revision(), record.revision(), event.deviceId(), event.rule());
    }
}
