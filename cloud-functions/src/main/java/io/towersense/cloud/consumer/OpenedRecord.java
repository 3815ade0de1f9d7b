package io.towersense.cloud.consumer;

import io.towersense.cloud.quarantine.QuarantinedRecord;
import io.towersense.cloud.receipt.AddressedReceipt;
import io.towersense.telemetry.message.Envelope;
import java.util.List;
import java.util.Optional;

/**
 * What was in a record.
 *
 * @param position the record's place in the event, from 0
 * @param envelope of the IoT rule; empty where the record is bare, or nobody can make out what it is
 * @param arrivals the readings that are good
 */
record OpenedRecord(int position, Optional<Envelope> envelope, List<Arrival> arrivals) {
    /** By what its gateway was heard, whatever else is in it; empty where no gateway has just sent it. */
    Optional<Envelope> signOfLife() {
        return envelope.filter(message -> message.resubmittedFrom().isEmpty());
    }

    /**
     * What its gateway is told once the record is settled; empty where no gateway sent it.
     *
     * @param kept what of the record is in quarantine
     */
    Optional<AddressedReceipt> receipt(Ledger ledger, Optional<QuarantinedRecord> kept) {
        return envelope.map(message -> AddressedReceipt.to(
                message,
                arrivals.stream()
                        .filter(arrival -> !ledger.isQuarantined(arrival))
                        .count(),
                kept.map(QuarantinedRecord::count).orElse(0)));
    }
}
