package io.towersense.telemetry.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.towersense.telemetry.message.Batch;
import io.towersense.telemetry.message.Gap;
import io.towersense.telemetry.message.Rejected;
import io.towersense.telemetry.reading.InvalidReadingException;
import io.towersense.telemetry.reading.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads one batch from a parser that stands at the start of its object, and leaves it at the object's end. */
final class BatchReader {
    private static final Set<String> GAP_FIELDS = Set.of("device_id", "from", "to", "count", "reason");

    private final JsonParser parser;
    private final byte[] json;
    private final Set<String> seen = new HashSet<>();
    private final List<Reading> readings = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private Optional<String> rulesVersion = Optional.empty();

    /** @param json what the parser reads, for the text of what is rejected */
    BatchReader(JsonParser parser, byte[] json) {
        this.parser = parser;
        this.json = json;
    }

    Batch read() throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            if (!seen.add(field)) {
                throw new UndecodableException(field + ": stands twice in the batch");
            }
            parser.nextToken();
            switch (field) {
                case "rules_version" -> rulesVersion = Optional.of(text(field));
                case "readings" -> readArray(field, this::readReading);
                case "gaps" -> readArray(field, this::readGap);
                default -> throw new UndecodableException(field + ": a batch has no such field");
            }
        }
        if (!seen.contains("readings")) {
            throw new UndecodableException("readings: is missing");
        }
        return new Batch(rulesVersion, readings, rejected, gaps);
    }

    private String text(String field) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new UndecodableException(field + ": is not a text");
        }
        return parser.getText();
    }

    private void readArray(String field, Element element) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new UndecodableException(field + ": is not a list");
        }
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            if (i >= Batch.MOST_READINGS) {
                throw new UndecodableException(field + ": more than " + Batch.MOST_READINGS);
            }
            element.read(i);
        }
    }

    private void readReading(int index) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            reject(index, start, "a reading is a JSON object");
            return;
        }
        // The end of this object is the first END_OBJECT whose parent is the array that we are in.
        var array = parser.getParsingContext().getParent();
        try {
            readings.add(new ReadingParser(parser).read());
        } catch (InvalidReadingException e) {
            while (parser.currentToken() != JsonToken.END_OBJECT || parser.getParsingContext() != array) {
                parser.nextToken();
            }
            reject(index, start, String.valueOf(e.getMessage()));
        }
    }

    private void reject(int index, int start, String reason) throws IOException {
        parser.finishToken();
        int end = (int) parser.currentLocation().getByteOffset();
        rejected.add(new Rejected(index, new String(json, start, end - start, StandardCharsets.UTF_8), reason));
    }

    private void readGap(int index) throws IOException {
        TreeReader gap = TreeReader.next(parser, "gaps[" + index + "]");
        gap.requireOnly(GAP_FIELDS);
        try {
            gaps.add(new Gap(
                    gap.text("device_id"),
                    gap.instant("from"),
                    gap.instant("to"),
                    gap.whole("count"),
                    gap.text("reason")));
        } catch (IllegalArgumentException e) {
            throw new UndecodableException("gaps[" + index + "]." + e.getMessage());
        }
    }

    /** Reads one element of a list. */
    private interface Element {
        void read(int index) throws IOException;
    }
}
