package io.towersense.cloud.quarantine;

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
        List<Rejection> readings) {

    public QuarantinedRecord {
        readings = List.copyOf(readings);
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
