package io.towersense.telemetry.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.towersense.telemetry.message.Envelope;
import io.towersense.telemetry.message.Topics;
import io.towersense.telemetry.time.Timestamps;
import io.towersense.telemetry.value.PrintableText;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one envelope from a parser that stands at the start of its object. What is wrong with it is told only when its
 * last field is read, because any other field shows that it is none: a bare reading may have a number called payload.
 */
final class EnvelopeReader {
    private final JsonParser parser;
    private final Set<String> seen = new HashSet<>();
    private byte @Nullable [] payload;
    private @Nullable String thing;
    private @Nullable Instant receivedAt;
    private Optional<String> resubmittedFrom = Optional.empty();
    private @Nullable String problem;

    EnvelopeReader(JsonParser parser) {
        this.parser = parser;
    }

    Optional<Envelope> read() throws IOException {
        try {
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                if (!readField(parser.currentName())) {
                    return Optional.empty();
                }
            }
            if (parser.nextToken() != null) {
                problem = "something follows the envelope";
            }
        } catch (IOException e) {
            problem = String.valueOf(Json.undecodable(e).getMessage());
        }
        return seen.contains("payload") ? Optional.of(envelope()) : Optional.empty();
    }

    private boolean readField(String field) throws IOException {
        if (!seen.add(field)) {
            problem = field + ": stands twice in the envelope";
        }
        parser.nextToken();
        switch (field) {
            case "payload" -> payload = payload();
            case "thing" -> thing = thing();
            case "received_at" -> receivedAt = receivedAt();
            case "resubmitted_from" -> resubmittedFrom = resubmittedFrom();
            default -> {
                return false;
            }
        }
        parser.skipChildren();
        return true;
    }

    private Envelope envelope() {
        if (problem != null) {
            throw new UndecodableException(problem);
        }
        if (payload == null || thing == null || receivedAt == null) {
            throw new UndecodableException("the envelope needs payload, thing and received_at");
        }
        return new Envelope(payload, thing, receivedAt, resubmittedFrom);
    }

    private byte @Nullable [] payload() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            try {
                return parser.getBinaryValue();
            } catch (IOException e) {
                problem = "payload: is not base64";
                return null;
            }
        }
        problem = "payload: is not a text";
        return null;
    }

    private @Nullable String thing() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING && Topics.isThing(parser.getText())) {
            return parser.getText();
        }
        problem = "thing: is not 1 to 128 letters, digits and : _ -";
        return null;
    }

    private @Nullable Instant receivedAt() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            try {
                return Timestamps.checked(Instant.ofEpochMilli(parser.getLongValue()));
            } catch (IOException | DateTimeException e) {
                problem = "received_at: is not within the years 1 to 9999";
                return null;
            }
        }
        problem = "received_at: is not a whole number of milliseconds";
        return null;
    }

    private Optional<String> resubmittedFrom() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING
                && PrintableText.isPrintable(parser.getText(), Envelope.LONGEST_KEY)) {
            return Optional.of(parser.getText());
        }
        problem = "resubmitted_from: is not 1 to " + Envelope.LONGEST_KEY + " printable characters";
        return Optional.empty();
    }
}
