package io.towersense.agent.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.telemetry.alarm.AlarmEvent;
import io.towersense.telemetry.codec.AlarmCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledOutboxTest {
    private static final int KILLS = 6;

    private final Set<ReadingIdentity> committed = new HashSet<>();
    private final Set<ReadingIdentity> delivered = new HashSet<>();

    @TempDir
    Path folder;

    @Test
    void whateverMomentAnAgentIsKilledNothingCommittedIsLostAndNoReadingIsInTwoMessages() throws Exception {
        Random moments = new Random(1);
        for (int i = 0; i < KILLS; i++) {
            runAndKillAfter(500 + moments.nextInt(3_000));
        }
        try (OutboxHarness harness = new OutboxHarness(folder, OutboxSettings.DEFAULTS)) {
            assertThat(harness.status().damagedFile()).isEmpty();
            harness.outbox.cut();
            List<ReadingIdentity> pending = OutboxHarness.identities(harness.takeBatches());

            assertThat(pending).doesNotHaveDuplicates().hasSize((int)
                    harness.status().pending());
            Set<ReadingIdentity> found = new HashSet<>(pending);
            found.addAll(delivered);
            assertThat(committed).hasSizeGreaterThan(1_000).isSubsetOf(found);
            assertThat(harness.status().delivered()).isPositive();
            assertThat(revisions(harness.takeAll(Lane.ALARMS)))
                    .as("alarm events and states are stored together: no revision twice, none left out")
                    .isNotEmpty()
                    .allSatisfy((identity, revisions) -> assertThat(revisions)
                            .isEqualTo(LongStream.rangeClosed(1, revisions.size())
                                    .boxed()
                                    .toList()));
        }
    }

    private static Map<String, List<Long>> revisions(List<OutboxMessage> messages) {
        return messages.stream()
                .map(message -> AlarmCodec.decode(message.payload()))
                .collect(Collectors.groupingBy(
                        event -> event.deviceId() + " " + event.rule(),
                        TreeMap::new,
                        Collectors.mapping(AlarmEvent::revision, Collectors.toList())));
    }

    private void runAndKillAfter(int lines) throws IOException, InterruptedException {
        Process agent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledAgent.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (InputStream said = agent.getInputStream()) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            int complete = 0;
            // A line without its end is one that the kill has cut.
            for (int next = said.read(); next >= 0; next = said.read()) {
                if (next != '\n') {
                    line.write(next);
                    continue;
                }
                note(line.toString(StandardCharsets.UTF_8));
                line.reset();
                complete++;
                if (complete == lines) {
                    // Through the handle, which leaves what it said to be read.
                    agent.toHandle().destroyForcibly();
                }
            }
        } finally {
            agent.destroyForcibly().waitFor();
        }
    }

    private void note(String line) {
        String[] words = line.split(" ", -1);
        ReadingIdentity reading = new ReadingIdentity(words[1], Micros.instant(Long.parseLong(words[2])));
        (words[0].equals("committed") ? committed : delivered).add(reading);
    }
}
