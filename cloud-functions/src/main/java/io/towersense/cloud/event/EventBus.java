package io.towersense.cloud.event;

import io.towersense.cloud.alarm.OwnedChange;
import io.towersense.cloud.text.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * The EventBridge bus as one invocation uses it: a call that fails is its last one, so that a bus out of reach holds
 * nobody up for longer than that. Not thread-safe.
 */
public final class EventBus {
    /** The {@code source} of every event. */
    public static final String SOURCE = "io.towersense";

    /** The {@code detail-type} of every event. */
    public static final String DETAIL_TYPE = "Alarm Change";

    private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);
    private static final int MOST_ENTRIES = 10;
    private static final int LONGEST_REASON = 400;

    private final Optional<EventBridgeClient> client;
    private final String name;
    private Optional<String> outage = Optional.empty();

    /**
     * The bus of that name.
     *
     * @param client empty: there is no bus, and nothing is ever owed to it
     * @param name its name or ARN; empty: there is none either
     */
    public EventBus(Optional<EventBridgeClient> client, Optional<String> name) {
        this.client = client.filter(any -> name.isPresent());
        this.name = name.orElse("");
    }

    /** Whether there is a bus. */
    public boolean exists() {
        return client.isPresent();
    }

    /** Puts an event for each change, in this order, as far as the bus takes them. Never fails: the outcome says so. */
    public PutOutcome put(List<OwnedChange> changes) {
        return client.map(present -> put(present, changes)).orElseGet(() -> PutOutcome.all(changes));
    }

    private PutOutcome put(EventBridgeClient present, List<OwnedChange> changes) {
        List<OwnedChange> taken = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        for (OwnedChange change : changes) {
            entry(change).ifPresentOrElse(entry -> entries.add(new Entry(change, entry)), () -> taken.add(change));
        }
        Optional<String> refused = Optional.empty();
        for (int from = 0; from < entries.size() && outage.isEmpty(); from += MOST_ENTRIES) {
            List<Entry> some = entries.subList(from, Math.min(from + MOST_ENTRIES, entries.size()));
            List<PutEventsResultEntry> results = call(present, some);
            for (int i = 0; i < Math.min(some.size(), results.size()); i++) {
                Optional<String> refusal = refusal(results.get(i));
                if (refusal.isEmpty()) {
                    taken.add(some.get(i).change());
                }
                refused = refused.or(() -> refusal);
            }
        }
        return PutOutcome.of(changes, taken, name, refused.or(() -> outage));
    }

    /** A result for each, in the same order; none where the bus is out of reach. */
    private List<PutEventsResultEntry> call(EventBridgeClient present, List<Entry> entries) {
        List<PutEventsRequestEntry> requested =
                entries.stream().map(Entry::entry).toList();
        try {
            return present.putEvents(request -> request.entries(requested)).entries();
        } catch (RuntimeException e) {
            outage = Optional.of(PlainText.of(e));
            LOG.warn("the event bus {} is out of reach: {}", name, PlainText.of(e));
            return List.of();
        }
    }

    /** Empty where there never will be one: such a change is done with, or it would be tried for ever. */
    private Optional<PutEventsRequestEntry> entry(OwnedChange change) {
        try {
            return Optional.of(PutEventsRequestEntry.builder()
                    .eventBusName(name)
                    .source(SOURCE)
                    .detailType(DETAIL_TYPE)
                    .detail(AlarmChangeDetail.of(change))
                    .build());
        } catch (RuntimeException e) {
            LOG.error(
                    "{} cannot be an event, and bus {} never gets it: {}",
                    change.event().notificationId(),
                    name,
                    PlainText.of(e));
            return Optional.empty();
        }
    }

    /** FailedEntryCount only counts; an entry that was taken has an id, one that was refused says why. */
    private static Optional<String> refusal(PutEventsResultEntry result) {
        return result.eventId() != null
                ? Optional.empty()
                : Optional.of(PlainText.line(result.errorCode() + ": " + result.errorMessage(), LONGEST_REASON));
    }

    /** A change as the bus takes it. */
    private record Entry(OwnedChange change, PutEventsRequestEntry entry) {}
}
