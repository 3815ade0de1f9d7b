package io.towersense.telemetry.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.towersense.telemetry.message.Envelope;
import java.io.IOException;
import java.util.Optional;

/**
 * An envelope as the IoT rule writes it: {@code {"payload":"<base64>","thing":"...","received_at":<ms since 1970>}}. One
 * that was put back from quarantine has {@code "resubmitted_from":"<key>"} too.
 */
public final class EnvelopeCodec {
    private EnvelopeCodec() {}

    /** The envelope's JSON, UTF-8. */
    public static byte[] encode(Envelope envelope) {
        return Json.write(generator -> {
            generator.writeStartObject();
            generator.writeFieldName("payload");
            generator.writeBinary(envelope.payload());
            generator.writeStringField("thing", envelope.thing());
            generator.writeNumberField("received_at", envelope.receivedAt().toEpochMilli());
            if (envelope.resubmittedFrom().isPresent()) {
                generator.writeStringField(
                        "resubmitted_from", envelope.resubmittedFrom().get());
            }
            generator.writeEndObject();
        });
    }

    /**
     * Opens an envelope; empty where the bytes are no envelope at all but something bare. An envelope is an object with
     * a {@code payload} and no field but its own.
     *
     * @throws UndecodableException if it is an envelope, and a broken one
     */
    public static Optional<Envelope> decode(byte[] json) {
        try (JsonParser parser = Json.parser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            return new EnvelopeReader(parser).read();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
