package io.towersense.cli.quarantine;

import io.towersense.telemetry.codec.BatchCodec;
import io.towersense.telemetry.codec.EnvelopeCodec;
import io.towersense.telemetry.codec.ReadingCodec;
import io.towersense.telemetry.codec.UndecodableException;
import io.towersense.telemetry.message.Batch;
import io.towersense.telemetry.message.Envelope;
import io.towersense.telemetry.reading.InvalidReadingException;
import java.util.Optional;

/** What bytes turn out to be when they are opened; nothing of it fails. */
final class Payloads {
    private Payloads() {}

    /** The envelope that the bytes are; empty where they are none, or a broken one. */
    static Optional<Envelope> envelope(byte[] data) {
        try {
            return EnvelopeCodec.decode(data);
        } catch (UndecodableException e) {
            return Optional.empty();
        }
    }

    /** A record of the stream or an event of the alert handler, by whether it has an envelope. */
    static HeldMessage message(byte[] data, String partitionKey, Route route) {
        return envelope(data)
                .<HeldMessage>map(envelope -> new HeldMessage.FromGateway(envelope, route))
                .orElseGet(() -> new HeldMessage.Bare(partitionKey, data));
    }

    /** The key of a bare record: its device, as producers of bare readings have it. */
    static String partitionKey(byte[] bare) {
        try {
            return ReadingCodec.decode(bare).deviceId();
        } catch (UndecodableException | InvalidReadingException e) {
            return "bare";
        }
    }

    /** How many readings or events a message holds; one that cannot be opened counts as one. */
    static int count(HeldMessage message) {
        byte[] payload = payload(message);
        if (!BatchCodec.isBatch(payload)) {
            return 1;
        }
        try {
            Batch batch = BatchCodec.decode(payload);
            return Math.max(1, batch.readings().size() + batch.rejected().size());
        } catch (UndecodableException e) {
            return 1;
        }
    }

    /** The bytes as their sender wrote them. */
    static byte[] payload(HeldMessage message) {
        if (message instanceof HeldMessage.FromGateway gateway) {
            return gateway.envelope().payload();
        }
        return message instanceof HeldMessage.Handover handover
                ? handover.event()
                : ((HeldMessage.Bare) message).data();
    }
}
