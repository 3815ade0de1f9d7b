package io.towersense.cloud.receipt;

import io.towersense.telemetry.message.Envelope;
import io.towersense.telemetry.message.MessageId;
import io.towersense.telemetry.message.Receipt;

/**
 * A receipt and the gateway that waits for it.
 *
 * @param thing the gateway's thing name, as the topic of its message said
 */
public record AddressedReceipt(String thing, Receipt receipt) {
    /**
     * The answer to a message.
     *
     * @param stored how many of its readings are in the table
     * @param quarantined how many are in quarantine
     */
    public static AddressedReceipt to(Envelope message, long stored, long quarantined) {
        return new AddressedReceipt(message.thing(), new Receipt(MessageId.of(message.payload()), stored, quarantined));
    }
}
