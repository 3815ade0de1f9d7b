package io.towersense.cloud.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.towersense.cloud.alarm.OwnedChange;
import io.towersense.cloud.testing.AlarmChangeSchema;
import io.towersense.telemetry.alarm.ProbableCause;
import io.towersense.telemetry.codec.AlarmCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/events.md shows is what the bus gets. */
class EventsPageTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private String page = "";
    private List<JsonNode> examples = List.of();

    @BeforeEach
    void read() throws IOException {
        page = Files.readString(Path.of("../docs/events.md"));
        List<JsonNode> found = new ArrayList<>();
        Matcher block = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(page);
        while (block.find()) {
            found.add(JSON.readTree(block.group(1)));
        }
        examples = found.stream().filter(json -> json.has("version")).toList();
    }

    @Test
    void itsExamplesAreARaiseAndItsClearAndTheSchemaAllowsThem() {
        assertThat(examples)
                .extracting(event -> event.at("/detail/change").asText())
                .containsExactly("raised", "cleared");
        assertThat(examples).allSatisfy(event -> {
            assertThat(AlarmChangeSchema.problemsOf(event.path("detail"))).isEmpty();
            assertThat(event.path("source").asText()).isEqualTo(EventBus.SOURCE);
            assertThat(event.path("detail-type").asText()).isEqualTo(EventBus.DETAIL_TYPE);
        });
    }

    @Test
    void itsExamplesAreWhatIsMadeOfTheirAlarms() throws IOException {
        for (JsonNode event : examples) {
            JsonNode detail = event.path("detail");
            OwnedChange change = new OwnedChange(
                    AlarmCodec.decode(JSON.writeValueAsBytes(detail)),
                    Optional.of(detail.path("thing").asText()));

            assertThat(JSON.readTree(AlarmChangeDetail.of(change))).isEqualTo(detail);
        }
    }

    @Test
    void itNamesEveryCauseWithItsNumberItsAlarmTypeAndItsEventType() {
        for (ProbableCause cause : ProbableCause.values()) {
            assertThat(page)
                    .contains("| `%s` | %d | `%s` | `%s` |"
                            .formatted(
                                    cause.label(),
                                    cause.number(),
                                    Rfc8632Alarm.alarmTypeId(cause),
                                    EventType.of(cause).label()));
        }
    }
}
