package io.towersense.cli.quarantine;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.towersense.cloud.quarantine.QuarantineCodec;
import io.towersense.cloud.quarantine.QuarantinedRecord;
import io.towersense.telemetry.codec.UndecodableException;
import io.towersense.telemetry.message.Envelope;
import io.towersense.telemetry.message.Topics;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes out what an object in quarantine is, by its content and not by its key: a record that one of the functions kept,
 * or one of AWS's three documents. Whatever it cannot read is {@link HeldReason#UNKNOWN}, never an error.
 */
final class HeldObjectReader {
    private static final Pattern TOPIC =
            Pattern.compile("(?:\\$aws/rules/[^/]+/)?[^/]+/(?<thing>[^/]+)/(?<kind>telemetry|alarms)");
    /** Keeps a number as it was written, because what is read here is sent again. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private HeldObjectReader() {}

    static HeldObject read(StoredObject stored, byte[] content) {
        try {
            JsonNode document = JSON.readTree(content);
            if (document.has("envelope")) {
                return kept(stored, QuarantineCodec.decode(content));
            }
            if (document.has("base64OriginalPayload")) {
                return ruleError(stored, document);
            }
            if (document.has("KinesisBatchInfo")) {
                return discardedBatch(stored, document);
            }
            if (document.has("requestPayload")) {
                return failedInvocation(stored, document);
            }
            return HeldObject.unknown(stored, "it is none of the documents that belong here");
        } catch (JacksonException e) {
            return HeldObject.unknown(stored, "it is no valid JSON");
        } catch (IOException | UndecodableException e) {
            return HeldObject.unknown(stored, String.valueOf(e.getMessage()));
        }
    }

    private static HeldObject kept(StoredObject stored, QuarantinedRecord kept) {
        Route route = kept.isAlarm() ? Route.ALERT_HANDLER : Route.STREAM;
        return new HeldObject(
                stored,
                HeldReason.of(kept.reason().label()).orElse(HeldReason.UNKNOWN),
                kept.detail(),
                kept.thing(),
                kept.count(),
                List.of(Payloads.message(kept.data(), Payloads.partitionKey(kept.data()), route)),
                kept.readings(),
                kept.resubmittedFrom());
    }

    /** AWS's document for a rule's error action. It says nothing of the time: the object does. */
    private static HeldObject ruleError(StoredObject stored, JsonNode document) throws IOException {
        String topic = document.path("topic").asText();
        JsonNode failure = document.path("failures").path(0);
        String detail = "rule " + document.path("ruleName").asText() + ", "
                + failure.path("failedAction").asText() + " on "
                + failure.path("failedResource").asText() + ": "
                + failure.path("errorMessage").asText();
        Matcher levels = TOPIC.matcher(topic);
        if (!levels.matches() || !Topics.isThing(levels.group("thing"))) {
            return HeldObject.unknown(stored, "topic '" + topic + "' is none of a gateway's; " + detail);
        }
        byte[] payload = document.path("base64OriginalPayload").binaryValue();
        if (payload == null) {
            return HeldObject.unknown(stored, "its payload is no text; " + detail);
        }
        String thing = levels.group("thing");
        Route route = levels.group("kind").equals("alarms") ? Route.ALERT_HANDLER : Route.STREAM;
        Envelope envelope = new Envelope(payload, thing, stored.at().truncatedTo(ChronoUnit.MILLIS));
        HeldMessage message = new HeldMessage.FromGateway(envelope, route);
        return whole(stored, HeldReason.RULE_ERROR, detail, List.of(message));
    }

    /** AWS's on-failure record of an event source mapping; its payload is the event, as text. */
    private static HeldObject discardedBatch(StoredObject stored, JsonNode document) throws IOException {
        JsonNode context = document.path("requestContext");
        String detail = context.path("condition").asText() + " after "
                + context.path("approximateInvokeCount").asInt() + " attempts, from shard "
                + document.path("KinesisBatchInfo").path("shardId").asText();
        JsonNode payload = document.path("payload");
        JsonNode event = payload.isTextual() ? JSON.readTree(payload.asText()) : payload;
        List<HeldMessage> messages = new ArrayList<>();
        for (JsonNode record : event.path("Records")) {
            JsonNode kinesis = record.path("kinesis");
            byte[] data = kinesis.path("data").binaryValue();
            if (data == null) {
                return HeldObject.unknown(stored, "a record of it has no data; " + detail);
            }
            messages.add(Payloads.message(data, kinesis.path("partitionKey").asText(), Route.STREAM));
        }
        return messages.isEmpty()
                ? HeldObject.unknown(stored, "it names records and holds none; " + detail)
                : whole(stored, HeldReason.DISCARDED_BATCH, detail, messages);
    }

    /** AWS's record of an asynchronous invocation that failed, here always the alert handler's. */
    private static HeldObject failedInvocation(StoredObject stored, JsonNode document) throws IOException {
        JsonNode response = document.path("responsePayload");
        String detail = document.path("requestContext").path("condition").asText() + ": "
                + response.path("errorType").asText() + ": "
                + response.path("errorMessage").asText();
        byte[] event = JSON.writeValueAsBytes(document.path("requestPayload"));
        HeldMessage message = Payloads.envelope(event)
                .<HeldMessage>map(envelope -> new HeldMessage.FromGateway(envelope, Route.ALERT_HANDLER))
                .orElseGet(() -> new HeldMessage.Handover(event));
        return whole(stored, HeldReason.FAILED_INVOCATION, detail, List.of(message));
    }

    private static HeldObject whole(StoredObject stored, HeldReason reason, String detail, List<HeldMessage> messages) {
        List<Envelope> envelopes = messages.stream()
                .filter(HeldMessage.FromGateway.class::isInstance)
                .map(message -> ((HeldMessage.FromGateway) message).envelope())
                .toList();
        Optional<String> thing =
                envelopes.stream().map(Envelope::thing).distinct().reduce((one, another) -> "several");
        Optional<String> before = envelopes.stream()
                .flatMap(envelope -> envelope.resubmittedFrom().stream())
                .findFirst();
        int count = messages.stream().mapToInt(Payloads::count).sum();
        return new HeldObject(stored, reason, detail, thing, count, messages, List.of(), before);
    }
}
