package io.towersense.cloud.consumer;

import io.towersense.cloud.quarantine.QuarantineReason;
import io.towersense.cloud.quarantine.QuarantinedRecord;
import io.towersense.cloud.quarantine.Rejection;
import io.towersense.telemetry.codec.ReadingCodec;
import io.towersense.telemetry.message.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What becomes of the records of one event: which failed for now, and what of them never can be stored. Thread-safe. */
final class Ledger {
    private final int records;
    private final Map<Integer, RuntimeException> failures = new TreeMap<>();
    private final Map<Integer, QuarantinedRecord> quarantined = new TreeMap<>();
    private final Set<Arrival> refused = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Message, List<Rejection>> rejections = new IdentityHashMap<>();

    Ledger(int records) {
        this.records = records;
    }

    /** The record has to come again. */
    synchronized void fail(int position, RuntimeException cause) {
        failures.putIfAbsent(position, cause);
    }

    /** The whole record can never be stored. */
    synchronized void quarantine(
            StreamRecord record, Optional<Envelope> envelope, QuarantineReason reason, String detail) {
        quarantined.put(
                record.position(),
                new QuarantinedRecord(
                        record.sequenceNumber(),
                        record.data(),
                        envelope.map(Envelope::thing),
                        record.arrivedAt(),
                        reason,
                        detail,
                        1,
                        List.of(),
                        envelope.flatMap(Envelope::resubmittedFrom)));
    }

    /** One of the message's readings can never be stored. */
    synchronized void quarantine(Message message, Rejection rejection) {
        rejections.computeIfAbsent(message, any -> new ArrayList<>()).add(rejection);
    }

    /** The reading can never be stored. */
    void quarantine(Arrival arrival, QuarantineReason reason, String detail, int attempts) {
        String json = new String(ReadingCodec.encode(arrival.reading()), StandardCharsets.UTF_8);
        synchronized (this) {
            refused.add(arrival);
        }
        quarantine(arrival.message(), new Rejection(arrival.index(), reason, detail, json, attempts));
    }

    /** Whether this one is among those that can never be stored. */
    synchronized boolean isQuarantined(Arrival arrival) {
        return refused.contains(arrival);
    }

    /** What goes to quarantine, by position. */
    synchronized Map<Integer, QuarantinedRecord> quarantined() {
        Map<Integer, QuarantinedRecord> all = new TreeMap<>(quarantined);
        rejections.forEach((message, readings) -> all.put(message.record().position(), partly(message, readings)));
        return all;
    }

    private static QuarantinedRecord partly(Message message, List<Rejection> readings) {
        StreamRecord record = message.record();
        return new QuarantinedRecord(
                record.sequenceNumber(),
                record.data(),
                message.thing(),
                record.arrivedAt(),
                readings.get(0).reason(),
                readings.get(0).detail(),
                readings.stream().mapToInt(Rejection::attempts).max().orElse(1),
                readings,
                message.resubmittedFrom());
    }

    /** The position of the first record that has to come again; the number of records if none has. */
    synchronized int firstFailed() {
        return failures.isEmpty() ? records : failures.keySet().iterator().next();
    }

    /** Why that one failed. */
    synchronized Optional<RuntimeException> firstCause() {
        return failures.values().stream().findFirst();
    }
}
