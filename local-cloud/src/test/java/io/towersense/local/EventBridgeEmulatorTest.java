package io.towersense.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.cloud.alarm.OwnedChange;
import io.towersense.cloud.event.EventBus;
import io.towersense.cloud.event.PutOutcome;
import io.towersense.telemetry.alarm.AlarmChange;
import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.alarm.ProbableCause;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.testing.AwsStandIn;
import io.towersense.testing.Part;
import io.towersense.testing.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/** Events on a bus that the project did not write. */
@Requires(Part.EMULATOR)
@Timeout(120)
class EventBridgeEmulatorTest {
    @Test
    void theEventBusMayBeAnEmulatorsAndRulesFindWhatThePageSaysTheyFind() throws Exception {
        try (AwsStandIn emulator = AwsStandIn.start();
                AwsClients clients = new AwsClients(emulator.endpoint())) {
            EventBridgeClient eventBridge = clients.build(EventBridgeClient.builder());
            String arn = eventBridge
                    .createEventBus(request -> request.name("towersense"))
                    .eventBusArn();
            List<String> patterns = patternsOfThePage();
            for (int i = 0; i < patterns.size(); i++) {
                String name = "archive-" + i;
                String pattern = patterns.get(i);
                eventBridge.createArchive(
                        request -> request.archiveName(name).eventSourceArn(arn).eventPattern(pattern));
            }
            AlarmEvent raised = AlarmEvent.builder("a", 1, AlarmChange.RAISED)
                    .deviceId("tower-1")
                    .siteId(Optional.of("feldberg"))
                    .rule("temperature-high")
                    .severity(Severity.CRITICAL)
                    .probableCause(ProbableCause.TEMPERATURE_UNACCEPTABLE)
                    .build();
            AlarmEvent acknowledged = raised.toBuilder()
                    .revision(2)
                    .change(AlarmChange.ACKNOWLEDGED)
                    .severity(Severity.MINOR)
                    .probableCause(ProbableCause.POWER_PROBLEM)
                    .simulated(true)
                    .build();

            PutOutcome outcome = new EventBus(Optional.of(eventBridge), Optional.of(arn))
                    .put(Stream.of(raised, acknowledged)
                            .map(event -> new OwnedChange(event, Optional.of("gateway-1")))
                            .toList());

            assertThat(outcome.put()).containsExactly("a#1", "a#2");
            assertThat(IntStream.range(0, patterns.size())
                            .mapToLong(i -> eventBridge
                                    .describeArchive(request -> request.archiveName("archive-" + i))
                                    .eventCount()))
                    .as("serious; one site, not simulated; state or severity; equipment")
                    .containsExactly(1L, 1L, 1L, 1L);
        }
    }

    private static List<String> patternsOfThePage() throws IOException {
        String page = Files.readString(Path.of("../docs/events.md"));
        String section = page.substring(page.indexOf("### Patterns for rules"), page.indexOf("## How it is delivered"));
        return Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                .matcher(section)
                .results()
                .map(block -> block.group(1))
                .toList();
    }
}
