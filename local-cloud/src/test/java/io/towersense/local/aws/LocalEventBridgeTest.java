package io.towersense.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.towersense.telemetry.time.ManualClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

class LocalEventBridgeTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123Z");
    private static final PutEventsRequestEntry ENTRY = PutEventsRequestEntry.builder()
            .eventBusName("towersense")
            .source("io.towersense")
            .detailType("Alarm Change")
            .detail("{\"value\":47.30}")
            .build();

    @TempDir
    private Path folder;

    private EventLog log;
    private LocalEventBridge eventBridge;

    @BeforeEach
    void open() {
        log = new EventLog(folder);
        eventBridge = new LocalEventBridge(log, Set.of("towersense"), new ManualClock(NOW));
    }

    @Test
    void anEventIsKeptAndWrittenAsALineAsATargetWouldGetIt() throws Exception {
        String id = put(ENTRY).entries().get(0).eventId();

        assertThat(log.all())
                .containsExactly(
                        new BusEvent(id, "towersense", "io.towersense", "Alarm Change", "{\"value\":47.30}", NOW));
        List<String> lines = Files.readAllLines(log.file());
        assertThat(lines).singleElement().satisfies(line -> assertThat(line).endsWith("\"detail\":{\"value\":47.30}}"));
        JsonNode event = new ObjectMapper().readTree(lines.get(0));
        assertThat(event.get("id").asText()).isEqualTo(id);
        assertThat(event.get("detail-type").asText()).isEqualTo("Alarm Change");
        assertThat(event.get("time").asText()).isEqualTo("2026-11-22T10:00:00.123Z");
    }

    @Test
    void aWrongEntryFailsByItselfAndIsCounted() {
        PutEventsResponse response = put(
                ENTRY,
                ENTRY.toBuilder().detail("[1]").build(),
                ENTRY.toBuilder().detail("{").build(),
                ENTRY.toBuilder().source(null).build(),
                ENTRY.toBuilder().source("aws.ec2").build(),
                ENTRY.toBuilder().eventBusName("other").build(),
                ENTRY);

        assertThat(response.failedEntryCount()).isEqualTo(5);
        assertThat(response.entries().subList(1, 6))
                .extracting(PutEventsResultEntry::errorCode)
                .containsExactly(
                        "MalformedDetail",
                        "MalformedDetail",
                        "InvalidArgument",
                        "NotAuthorizedForSourceException",
                        "ResourceNotFoundException");
        assertThat(log.count()).isEqualTo(2);
    }

    @Test
    void tooManyEntriesAndOneThatIsTooLargeAreRefusedWhole() {
        PutEventsRequestEntry large = ENTRY.toBuilder()
                .detail("{\"text\":\"" + "é".repeat(131_072) + "\"}")
                .build();

        assertThatThrownBy(() -> put()).isInstanceOf(EventBridgeException.class);
        assertThatThrownBy(() -> put(Collections.nCopies(11, ENTRY).toArray(PutEventsRequestEntry[]::new)))
                .isInstanceOf(EventBridgeException.class)
                .hasMessageContaining("11 entries");
        assertThatThrownBy(() -> put(ENTRY, large))
                .isInstanceOf(EventBridgeException.class)
                .hasMessageContaining("262144");
        assertThat(log.all()).isEmpty();
    }

    @Test
    void aFileThatCannotBeWrittenFailsTheEntry() throws Exception {
        Files.createDirectory(log.file());

        assertThat(put(ENTRY).entries().get(0).errorCode()).isEqualTo("InternalFailure");
        assertThat(log.all()).isEmpty();
    }

    @Test
    void whatItDoesNotDoItRefuses() {
        assertThatThrownBy(() -> eventBridge.listEventBuses(request -> {}))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    private PutEventsResponse put(PutEventsRequestEntry... entries) {
        return eventBridge.putEvents(request -> request.entries(Arrays.asList(entries)));
    }
}
