package io.towersense.cloud.handover;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.codec.AlarmCodec;
import io.towersense.telemetry.codec.UndecodableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes of alarms that the cloud itself judged, as they are handed over: {@code {"alarms":[...]}}, each an alarm event.
 * They are in the table of devices before they are handed over.
 */
public final class AlarmHandover {
    /** What an asynchronous invocation takes, in bytes, with room to spare. */
    private static final int LARGEST = 200 * 1024;

    private static final String ALARMS = "alarms";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final ObjectReader TREES = JSON.readerFor(JsonNode.class);

    private AlarmHandover() {}

    /** The payloads of the invocations that it takes: one, unless the changes are more than one can carry. */
    public static List<byte[]> encode(List<AlarmEvent> events) {
        List<byte[]> payloads = new ArrayList<>();
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (AlarmEvent event : events) {
            byte[] json = AlarmCodec.encode(event);
            if (payload.size() > 0 && payload.size() + json.length > LARGEST) {
                payloads.add(closed(payload));
                payload = new ByteArrayOutputStream();
            }
            payload.writeBytes((payload.size() == 0 ? "{\"alarms\":[" : ",").getBytes(StandardCharsets.UTF_8));
            payload.writeBytes(json);
        }
        if (payload.size() > 0) {
            payloads.add(closed(payload));
        }
        return payloads;
    }

    /**
     * Reads a payload; empty where it is something else.
     *
     * @throws UndecodableException if it is a handover, and a broken one
     */
    public static Optional<List<AlarmEvent>> decode(byte[] payload) {
        if (!isHandover(payload)) {
            return Optional.empty();
        }
        try {
            List<AlarmEvent> events = new ArrayList<>();
            for (JsonNode alarm : TREES.<JsonNode>readValue(payload).path(ALARMS)) {
                events.add(AlarmCodec.decode(JSON.writeValueAsBytes(alarm)));
            }
            return Optional.of(events);
        } catch (IOException e) {
            throw new UndecodableException("the handover is no valid JSON");
        }
    }

    private static boolean isHandover(byte[] payload) {
        try (JsonParser parser = JSON.createParser(payload)) {
            return parser.nextToken() == JsonToken.START_OBJECT && ALARMS.equals(parser.nextFieldName());
        } catch (IOException e) {
            return false;
        }
    }

    private static byte[] closed(ByteArrayOutputStream payload) {
        payload.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
        return payload.toByteArray();
    }
}
