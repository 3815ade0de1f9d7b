package io.towersense.cloud.quarantine;

import io.towersense.telemetry.message.Envelope;
import io.towersense.telemetry.message.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One record, or some of its readings, in quarantine.
 *
 * @param name the record's sequence number; for a message that came past the stream, its id
 * @param data the record's bytes, envelope and all; not copied
 * @param thing who sent it; empty for a bare record and where the envelope does not say
 * @param arrivedAt when it arrived at the cloud
 * @param reason why; of the first reading, where readings are listed
 * @param detail one sentence for a person
 * @param attempts how often the invocation that gave it up had tried it
 * @param readings which ones of a batch; empty where the whole record is meant
 * @param resubmittedFrom the object in quarantine from which an operator had put it back, in vain
 */
@SuppressWarnings("ArrayRecordComponent") // a record is large; nobody changes it
public record QuarantinedRecord(
        String name,
        byte[] data,
        Optional<String> thing,
        Instant arrivedAt,
        QuarantineReason reason,
        String detail,
        int attempts,
        List<Rejection> readings,
        Optional<String> resubmittedFrom) {
    private static final String ALARM = "alarm-";

    public QuarantinedRecord {
        readings = List.copyOf(readings);
    }

    /**
     * A gateway's alarm event. Its name is made from the message, which may come twice at different times; one that was
     * put back gets another than before, or it would share the object that is about to be deleted.
     *
     * @param data the envelope's JSON; not copied
     */
    public static QuarantinedRecord ofAlarm(Envelope envelope, byte[] data, QuarantineReason reason, String detail) {
        byte[] named = envelope.resubmittedFrom().isPresent() ? data : envelope.payload();
        return new QuarantinedRecord(
                ALARM + MessageId.of(named),
                data,
                Optional.of(envelope.thing()),
                envelope.receivedAt(),
                reason,
                detail,
                1,
                List.of(),
                envelope.resubmittedFrom());
    }

    /** Whether it is an alarm event, which the alert handler set aside. */
    public boolean isAlarm() {
        return name.startsWith(ALARM);
    }

    /** How many readings are kept in it; a record that nobody can read counts as one. */
    public int count() {
        return Math.max(1, readings.size());
    }

    /** Its key: the same for the same record, however often it is delivered. */
    public String key() {
        return arrivedAt.toString().substring(0, 10) + "/" + thing.orElse("bare") + "/" + name + ".json";
    }
}
