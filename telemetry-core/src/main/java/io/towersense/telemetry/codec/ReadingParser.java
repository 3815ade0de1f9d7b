package io.towersense.telemetry.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.towersense.telemetry.reading.ClockState;
import io.towersense.telemetry.reading.FieldNames;
import io.towersense.telemetry.reading.InvalidReadingException;
import io.towersense.telemetry.reading.QualityFlag;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.reading.ReadingBuilder;
import io.towersense.telemetry.time.Timestamps;
import io.towersense.telemetry.value.PrintableText;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one reading from a parser that stands at the start of its object, and leaves it at the object's end. */
final class ReadingParser {
    private static final int LONGEST_NUMBER = 400;

    private final JsonParser parser;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, BigDecimal> values = new LinkedHashMap<>();
    private final Map<String, Set<QualityFlag>> quality = new LinkedHashMap<>();
    private @Nullable String deviceId;
    private @Nullable Instant timestamp;
    private @Nullable String firmwareVersion;
    private @Nullable String siteId;
    private @Nullable ClockState clock;
    private boolean simulated;
    private List<String> breaches = List.of();

    ReadingParser(JsonParser parser) {
        this.parser = parser;
    }

    Reading read() throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String field = parser.currentName();
            if (!seen.add(field)) {
                throw new InvalidReadingException(field, "stands twice");
            }
            parser.nextToken();
            readField(field);
        }
        return reading();
    }

    private void readField(String field) throws IOException {
        switch (field) {
            case FieldNames.DEVICE_ID -> deviceId = text(field);
            case FieldNames.TIMESTAMP -> timestamp = timestamp(text(field));
            case FieldNames.FIRMWARE_VERSION -> firmwareVersion = text(field);
            case FieldNames.SITE_ID -> siteId = text(field);
            case FieldNames.SIMULATED -> simulated = truth(field);
            case FieldNames.CLOCK -> clock = word(field, ClockState.of(text(field)), "synced or unsynced");
            case FieldNames.QUALITY -> readQuality();
            case FieldNames.BREACHES -> breaches = texts(field);
            default -> values.put(field, number(field));
        }
    }

    private Reading reading() {
        if (deviceId == null) {
            throw new InvalidReadingException(FieldNames.DEVICE_ID, "is missing");
        }
        if (timestamp == null) {
            throw new InvalidReadingException(FieldNames.TIMESTAMP, "is missing");
        }
        ReadingBuilder builder = Reading.builder(deviceId, timestamp)
                .values(values)
                .simulated(simulated)
                .breaches(breaches);
        quality.forEach(builder::quality);
        Optional.ofNullable(firmwareVersion).ifPresent(builder::firmwareVersion);
        Optional.ofNullable(siteId).ifPresent(builder::siteId);
        Optional.ofNullable(clock).ifPresent(builder::clock);
        return builder.build();
    }

    private void readQuality() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrongType(FieldNames.QUALITY, "an object of flags by metric");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String metric = parser.currentName();
            String path = FieldNames.QUALITY + "." + metric;
            parser.nextToken();
            Set<QualityFlag> flags = EnumSet.noneOf(QualityFlag.class);
            for (String flag : texts(path)) {
                flags.add(word(
                        path, QualityFlag.of(flag), "a quality flag: '" + PrintableText.excerpt(flag) + "' is none"));
            }
            if (quality.put(metric, flags) != null) {
                throw new InvalidReadingException(path, "stands twice");
            }
        }
    }

    private static Instant timestamp(String text) {
        try {
            return Timestamps.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidReadingException(
                    FieldNames.TIMESTAMP,
                    "'" + PrintableText.excerpt(text)
                            + "' is not ISO 8601 with an offset, such as 2026-11-22T10:00:00Z");
        }
    }

    private BigDecimal number(String field) throws IOException {
        if (FieldNames.RESERVED.contains(field)) {
            throw new InvalidReadingException(field, "the name is reserved for the cloud");
        }
        if (!parser.currentToken().isNumeric()) {
            throw wrongType(field, "a number");
        }
        if (parser.isNaN()) {
            throw new InvalidReadingException(field, parser.getText() + " is not a finite number");
        }
        if (parser.getTextLength() > LONGEST_NUMBER) {
            throw new InvalidReadingException(
                    field, "is a number of " + parser.getTextLength() + " characters; 400 are the most");
        }
        try {
            return new BigDecimal(parser.getText());
        } catch (NumberFormatException e) {
            throw new InvalidReadingException(field, "is not 0 and not within 1E-130 to 9.9E+125");
        }
    }

    private String text(String field) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrongType(field, "a text");
        }
        return parser.getText();
    }

    private boolean truth(String field) throws IOException {
        if (!parser.currentToken().isBoolean()) {
            throw wrongType(field, "true or false");
        }
        return parser.getBooleanValue();
    }

    private List<String> texts(String field) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrongType(field, "a list of texts");
        }
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text(field));
        }
        return texts;
    }

    private static <T> T word(String field, Optional<T> meaning, String expected) {
        return meaning.orElseThrow(() -> new InvalidReadingException(field, "is not " + expected));
    }

    private InvalidReadingException wrongType(String field, String expected) throws IOException {
        String actual = switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_NULL -> "null";
            default -> "'" + PrintableText.excerpt(parser.getText()) + "'";
        };
        return new InvalidReadingException(field, actual + " is not " + expected);
    }
}
