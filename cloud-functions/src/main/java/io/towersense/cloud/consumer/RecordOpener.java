package io.towersense.cloud.consumer;

import io.towersense.cloud.quarantine.QuarantineReason;
import io.towersense.cloud.quarantine.Rejection;
import io.towersense.telemetry.codec.BatchCodec;
import io.towersense.telemetry.codec.EnvelopeCodec;
import io.towersense.telemetry.codec.ReadingCodec;
import io.towersense.telemetry.codec.UndecodableException;
import io.towersense.telemetry.engine.AlarmEngine;
import io.towersense.telemetry.message.Batch;
import io.towersense.telemetry.message.Envelope;
import io.towersense.telemetry.message.Rejected;
import io.towersense.telemetry.reading.InvalidReadingException;
import io.towersense.telemetry.reading.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From a record to its readings. Whatever nobody has judged is held against the rules, for what it breaks. */
final class RecordOpener {
    private final boolean acceptBare;
    private final AlarmEngine engine;

    RecordOpener(boolean acceptBare, AlarmEngine engine) {
        this.acceptBare = acceptBare;
        this.engine = engine;
    }

    /** The record's envelope and good readings; for the others the ledger says why. */
    OpenedRecord open(StreamRecord record, Ledger ledger) {
        try {
            Optional<Envelope> envelope = EnvelopeCodec.decode(record.data());
            return new OpenedRecord(record.position(), envelope, open(record, envelope, ledger));
        } catch (UndecodableException e) {
            ledger.quarantine(record, Optional.empty(), QuarantineReason.UNDECODABLE, String.valueOf(e.getMessage()));
            return new OpenedRecord(record.position(), Optional.empty(), List.of());
        }
    }

    private List<Arrival> open(StreamRecord record, Optional<Envelope> envelope, Ledger ledger) {
        try {
            if (envelope.isEmpty() && !acceptBare) {
                ledger.quarantine(
                        record,
                        envelope,
                        QuarantineReason.BARE_NOT_ACCEPTED,
                        "the record has no envelope of the IoT rule; bare ones are taken where ACCEPT_BARE=true");
                return List.of();
            }
            byte[] payload = envelope.map(Envelope::payload).orElse(record.data());
            return BatchCodec.isBatch(payload)
                    ? batch(record, envelope, payload, ledger)
                    : List.of(arrival(message(record, envelope, false), 0, ReadingCodec.decode(payload)));
        } catch (UndecodableException e) {
            ledger.quarantine(record, envelope, QuarantineReason.UNDECODABLE, String.valueOf(e.getMessage()));
        } catch (InvalidReadingException e) {
            ledger.quarantine(record, envelope, QuarantineReason.INVALID, String.valueOf(e.getMessage()));
        }
        return List.of();
    }

    private List<Arrival> batch(StreamRecord record, Optional<Envelope> envelope, byte[] payload, Ledger ledger) {
        Batch batch = BatchCodec.decode(payload);
        Message message = message(record, envelope, batch.rulesVersion().isPresent());
        Set<Integer> taken = new HashSet<>();
        for (Rejected rejected : batch.rejected()) {
            taken.add(rejected.index());
            ledger.quarantine(
                    message,
                    new Rejection(rejected.index(), QuarantineReason.INVALID, rejected.reason(), rejected.json(), 1));
        }
        List<Arrival> arrivals = new ArrayList<>(batch.readings().size());
        int index = 0;
        for (Reading reading : batch.readings()) {
            while (taken.contains(index)) {
                index++;
            }
            arrivals.add(arrival(message, index++, reading));
        }
        return arrivals;
    }

    private static Message message(StreamRecord record, Optional<Envelope> envelope, boolean judged) {
        return new Message(
                record,
                envelope.map(Envelope::thing),
                envelope.map(Envelope::receivedAt).orElse(record.arrivedAt()),
                judged,
                envelope.flatMap(Envelope::resubmittedFrom));
    }

    private Arrival arrival(Message message, int index, Reading reading) {
        if (message.judged()) {
            return new Arrival(message, index, reading);
        }
        List<String> breaches = engine.breaches(reading);
        return new Arrival(
                message, index, breaches.equals(reading.breaches()) ? reading : reading.withBreaches(breaches));
    }
}
