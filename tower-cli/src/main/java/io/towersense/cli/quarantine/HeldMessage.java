package io.towersense.cli.quarantine;

import io.towersense.telemetry.codec.EnvelopeCodec;
import io.towersense.telemetry.message.Envelope;

/** A message that an object in quarantine holds, as it was sent. */
sealed interface HeldMessage {
    /** How it goes back, with the object's key as {@code resubmitted_from} where there is room for that. */
    Delivery delivery(String key);

    /** A gateway's message, in its envelope. */
    record FromGateway(Envelope envelope, Route route) implements HeldMessage {
        @Override
        public Delivery delivery(String key) {
            return new Delivery(route, envelope.thing(), EnvelopeCodec.encode(envelope.resubmittedFrom(key)));
        }
    }

    /** Alarm changes that the consumer handed to the alert handler; they are in the state table already. */
    @SuppressWarnings("ArrayRecordComponent") // nobody changes it
    record Handover(byte[] event) implements HeldMessage {
        @Override
        public Delivery delivery(String key) {
            return new Delivery(Route.ALERT_HANDLER, "", event);
        }
    }

    /** A record that has no envelope, or none that can be read: nothing can be written on it. */
    @SuppressWarnings("ArrayRecordComponent") // nobody changes it
    record Bare(String partitionKey, byte[] data) implements HeldMessage {
        @Override
        public Delivery delivery(String key) {
            return new Delivery(Route.STREAM, partitionKey, data);
        }
    }
}
