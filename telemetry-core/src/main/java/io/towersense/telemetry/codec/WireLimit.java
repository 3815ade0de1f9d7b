package io.towersense.telemetry.codec;

import io.towersense.telemetry.message.Batch;

/** How large a message may be as it travels. */
final class WireLimit {
    private WireLimit() {}

    /** @throws UndecodableException if it is larger */
    static void require(byte[] wire) {
        if (wire.length > Batch.MOST_WIRE_BYTES) {
            throw new UndecodableException(
                    "the message has " + wire.length + " bytes; at most " + Batch.MOST_WIRE_BYTES + " are taken");
        }
    }
}
