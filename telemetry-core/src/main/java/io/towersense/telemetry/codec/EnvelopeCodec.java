package io.towersense.telemetry.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.towersense.telemetry.message.Envelope;
import io.towersense.telemetry.message.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An envelope as the IoT rule writes it: {@code {"payload":"<base64>","thing":"...","received_at":<ms since 1970>}}. */
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
            generator.writeEndObject();
        });
    }

    /**
     * Opens an envelope; empty where the bytes are no envelope at all but something bare.
     *
     * @throws UndecodableException if it is an envelope, and a broken one
     */
    public static Optional<Envelope> decode(byte[] json) {
        byte @Nullable [] payload = null;
        @Nullable String thing = null;
        @Nullable Instant receivedAt = null;
        try (JsonParser parser = Json.parser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "payload" -> payload = payload(parser);
                    case "thing" -> thing = parser.getValueAsString();
                    case "received_at" -> receivedAt = receivedAt(parser);
                    default -> {
                        return Optional.empty();
                    }
                }
            }
        } catch (IOException e) {
            if (payload != null) {
                throw Json.undecodable(e);
            }
            return Optional.empty();
        }
        if (payload == null) {
            return Optional.empty();
        }
        if (thing == null || receivedAt == null || !Topics.isThing(thing)) {
            throw new UndecodableException("the envelope needs payload, thing and received_at");
        }
        return Optional.of(new Envelope(payload, thing, receivedAt));
    }

    private static byte[] payload(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new UndecodableException("payload: is not a text");
        }
        try {
            return parser.getBinaryValue();
        } catch (IOException e) {
            throw new UndecodableException("payload: is not base64");
        }
    }

    private static Instant receivedAt(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new UndecodableException("received_at: is not a whole number of milliseconds");
        }
        try {
            return Instant.ofEpochMilli(parser.getLongValue());
        } catch (IOException e) {
            throw new UndecodableException("received_at: is no time");
        }
    }
}
