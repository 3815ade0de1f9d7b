package io.towersense.local.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Event buses in the place of EventBridge; what is put goes into an {@link EventLog}. An entry that is wrong fails by
 * itself, as at AWS, and counts in {@code FailedEntryCount}. Thread-safe.
 */
public final class LocalEventBridge implements EventBridgeClient {
    private static final int MOST_ENTRIES = 10;
    private static final int LARGEST_ENTRY = 256 * 1024;
    private static final int BYTES_OF_A_TIME = 14;

    private final EventLog log;
    private final Set<String> buses;
    private final Clock clock;

    /** @param buses the names of the buses that there are */
    public LocalEventBridge(EventLog log, Set<String> buses, Clock clock) {
        this.log = log;
        this.buses = Set.copyOf(buses);
        this.clock = clock;
    }

    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
        if (request.entries().isEmpty() || request.entries().size() > MOST_ENTRIES) {
            throw refused(request.entries().size() + " entries: 1 to " + MOST_ENTRIES + " are taken");
        }
        if (request.entries().stream().anyMatch(entry -> size(entry) > LARGEST_ENTRY)) {
            throw refused("an entry of more than " + LARGEST_ENTRY + " bytes");
        }
        List<PutEventsResultEntry> results =
                request.entries().stream().map(this::put).toList();
        long failed =
                results.stream().filter(result -> result.errorCode() != null).count();
        return PutEventsResponse.builder()
                .entries(results)
                .failedEntryCount((int) failed)
                .build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // nothing is open between two events
    }

    private PutEventsResultEntry put(PutEventsRequestEntry entry) {
        return problem(entry).orElseGet(() -> take(entry));
    }

    private PutEventsResultEntry take(PutEventsRequestEntry entry) {
        BusEvent event = new BusEvent(
                UUID.randomUUID().toString(),
                entry.eventBusName(),
                entry.source(),
                entry.detailType(),
                entry.detail(),
                entry.time() == null ? clock.now() : entry.time());
        try {
            log.add(event);
            return PutEventsResultEntry.builder().eventId(event.id()).build();
        } catch (IOException full) {
            return failed("InternalFailure", log.file() + " cannot be written: " + full.getMessage());
        }
    }

    private Optional<PutEventsResultEntry> problem(PutEventsRequestEntry entry) {
        if (isMissing(entry.source()) || isMissing(entry.detailType()) || isMissing(entry.detail())) {
            return Optional.of(failed("InvalidArgument", "source, detail-type and detail are required"));
        }
        if (entry.source().startsWith("aws.")) {
            return Optional.of(failed("NotAuthorizedForSourceException", "the source is AWS' own"));
        }
        if (entry.eventBusName() == null || !buses.contains(entry.eventBusName())) {
            return Optional.of(failed("ResourceNotFoundException", "there is no event bus " + entry.eventBusName()));
        }
        return isObject(entry.detail())
                ? Optional.empty()
                : Optional.of(failed("MalformedDetail", "the detail is no JSON object"));
    }

    private static boolean isObject(String detail) {
        try {
            return BusEvent.tree(detail).isObject();
        } catch (JsonProcessingException malformed) {
            return false;
        }
    }

    private static boolean isMissing(@Nullable String text) {
        return text == null || text.isEmpty();
    }

    private static long size(PutEventsRequestEntry entry) {
        return (entry.time() == null ? 0 : BYTES_OF_A_TIME)
                + bytes(entry.source())
                + bytes(entry.detailType())
                + bytes(entry.detail())
                + entry.resources().stream().mapToLong(LocalEventBridge::bytes).sum();
    }

    private static long bytes(@Nullable String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static PutEventsResultEntry failed(String code, String message) {
        return PutEventsResultEntry.builder()
                .errorCode(code)
                .errorMessage(message)
                .build();
    }

    private static EventBridgeException refused(String message) {
        return (EventBridgeException)
                EventBridgeException.builder().message(message).statusCode(400).build();
    }
}
