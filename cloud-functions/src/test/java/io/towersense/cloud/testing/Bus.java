package io.towersense.cloud.testing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** An EventBridge bus that keeps what was put; it can be made to fail, whole or entry by entry. */
public final class Bus implements EventBridgeClient {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Queue<PutEventsRequestEntry> taken = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Predicate<String> refused = id -> false;
    private volatile Runnable before = () -> {};
    private volatile Runnable meanwhile = () -> {};

    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
        calls.incrementAndGet();
        before.run();
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw SdkClientException.create("EventBridge is out of reach");
        }
        if (request.entries().isEmpty() || request.entries().size() > 10) {
            throw new AssertionError(
                    "EventBridge does not take " + request.entries().size() + " entries");
        }
        List<PutEventsResultEntry> results = new ArrayList<>();
        for (PutEventsRequestEntry entry : request.entries()) {
            if (refused.test(id(entry))) {
                results.add(PutEventsResultEntry.builder()
                        .errorCode("ThrottlingException")
                        .errorMessage("Rate exceeded")
                        .build());
            } else {
                taken.add(entry);
                results.add(PutEventsResultEntry.builder().eventId("1").build());
            }
        }
        int failed = (int)
                results.stream().filter(result -> result.errorCode() != null).count();
        meanwhile.run();
        return PutEventsResponse.builder()
                .entries(results)
                .failedEntryCount(failed)
                .build();
    }

    /** What happens before each call, an error perhaps. */
    public void before(Runnable action) {
        before = action;
    }

    /** What happens between the bus taking entries and its answer. */
    public void meanwhile(Runnable action) {
        meanwhile = action;
    }

    /** Lets the next calls fail. */
    public void failNext(int times) {
        failures.set(times);
    }

    /** Refuses single entries by their notification id, until told otherwise. */
    public void refuse(Predicate<String> ids) {
        refused = ids;
    }

    public int calls() {
        return calls.get();
    }

    public List<PutEventsRequestEntry> entries() {
        return List.copyOf(taken);
    }

    /** The notification id of each event, in the order in which they were put. */
    public List<String> ids() {
        return taken.stream().map(Bus::id).toList();
    }

    /** The detail of each event, its numbers as they are written. */
    public List<JsonNode> details() {
        return taken.stream().map(entry -> json(entry.detail())).toList();
    }

    /** The only event's detail. */
    public JsonNode detail() {
        if (taken.size() != 1) {
            throw new AssertionError(taken.size() + " events: " + taken);
        }
        return json(taken.element().detail());
    }

    @Override
    public String serviceName() {
        return "events";
    }

    @Override
    public void close() {}

    private static String id(PutEventsRequestEntry entry) {
        return json(entry.detail()).path("notification_id").asText();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
