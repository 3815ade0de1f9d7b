package io.towersense.cloud.alert;

import io.towersense.cloud.handover.AlarmHandover;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.codec.EnvelopeCodec;
import io.towersense.telemetry.codec.ReadingCodec;
import io.towersense.telemetry.codec.UndecodableException;
import io.towersense.telemetry.message.Envelope;
import io.towersense.telemetry.reading.InvalidReadingException;
import io.towersense.telemetry.reading.Reading;
import java.util.List;
import java.util.Optional;

/** What the alert handler is given. */
sealed interface AlertInput {
    /** A gateway's message, as the alarms rule hands it on. */
    @SuppressWarnings("ArrayRecordComponent") // nobody changes it
    record FromGateway(byte[] envelopeJson, Envelope envelope) implements AlertInput {}

    /** Changes that the consumer or the watch for silence has judged and written down. */
    record FromConsumer(List<AlarmEvent> events) implements AlertInput {}

    /** A reading given straight to the function, to be classified. */
    record Bare(Reading reading) implements AlertInput {}

    /**
     * Reads the input.
     *
     * @throws UndecodableException if it is none of these
     * @throws InvalidReadingException if it is a reading, and a broken one
     */
    static AlertInput of(byte[] json) {
        Optional<Envelope> envelope = EnvelopeCodec.decode(json);
        if (envelope.isPresent()) {
            return new FromGateway(json, envelope.get());
        }
        Optional<List<AlarmEvent>> events = AlarmHandover.decode(json);
        return events.isPresent() ? new FromConsumer(events.get()) : new Bare(ReadingCodec.decode(json));
    }
}
