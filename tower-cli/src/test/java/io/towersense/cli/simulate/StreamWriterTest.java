package io.towersense.cli.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.telemetry.codec.ReadingCodec;
import io.towersense.telemetry.reading.Reading;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

class StreamWriterTest {
    private final FakeStream kinesis = new FakeStream();
    private final List<Duration> pauses = new ArrayList<>();
    private final StreamWriter writer = new StreamWriter(kinesis, "readings", new Random(1), pauses::add);

    private static List<Reading> readings(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Reading.of("device-" + i, Instant.EPOCH, Map.of("temperature", BigDecimal.TEN)))
                .toList();
    }

    @Test
    void thePartitionKeyIsTheDeviceAndTheDataIsABareReading() throws Exception {
        List<Reading> readings = readings(3);
        writer.write(readings);
        assertThat(kinesis.taken)
                .extracting(PutRecordsRequestEntry::partitionKey)
                .containsExactly("device-0", "device-1", "device-2");
        assertThat(kinesis.taken)
                .extracting(entry -> ReadingCodec.decode(entry.data().asByteArray()))
                .containsExactlyElementsOf(readings);
    }

    @Test
    void aRequestHasAtMostFiveHundredRecords() throws Exception {
        writer.write(readings(1001));
        assertThat(kinesis.sizes).containsExactly(500, 500, 1);
    }

    @Test
    void whatIsRefusedForTheMomentIsSentAgainAndNothingElse() throws Exception {
        kinesis.refusals.add(Set.of("device-1", "device-3"));
        kinesis.refusals.add(Set.of("device-3"));
        writer.write(readings(5));
        assertThat(kinesis.sizes).containsExactly(5, 2, 1);
        assertThat(kinesis.taken)
                .extracting(PutRecordsRequestEntry::partitionKey)
                .containsExactlyInAnyOrder("device-0", "device-1", "device-2", "device-3", "device-4");
        assertThat(pauses).hasSize(2).allMatch(pause -> pause.compareTo(Duration.ofSeconds(5)) <= 0);
    }

    @Test
    void aStreamThatGoesOnRefusingIsAnErrorThatSaysWhatToDo() {
        IntStream.range(0, 8).forEach(i -> kinesis.refusals.add(Set.of("device-0")));
        assertThatThrownBy(() -> writer.write(readings(2)))
                .hasMessage("stream readings refuses 1 records (ProvisionedThroughputExceededException):"
                        + " give it more shards, or send less often with --interval");
    }

    /** A stream that takes what it is not told to refuse. */
    private static final class FakeStream implements KinesisClient {
        private final Deque<Set<String>> refusals = new ArrayDeque<>();
        private final List<PutRecordsRequestEntry> taken = new ArrayList<>();
        private final List<Integer> sizes = new ArrayList<>();

        @Override
        public PutRecordsResponse putRecords(PutRecordsRequest request) {
            assertThat(request.streamName()).isEqualTo("readings");
            Set<String> refused = refusals.isEmpty() ? Set.of() : refusals.remove();
            sizes.add(request.records().size());
            List<PutRecordsResultEntry> results = new ArrayList<>();
            for (PutRecordsRequestEntry entry : request.records()) {
                boolean refuse = refused.contains(entry.partitionKey());
                if (!refuse) {
                    taken.add(entry);
                }
                results.add(PutRecordsResultEntry.builder()
                        .errorCode(refuse ? "ProvisionedThroughputExceededException" : null)
                        .build());
            }
            return PutRecordsResponse.builder()
                    .records(results)
                    .failedRecordCount((int) results.stream()
                            .filter(result -> result.errorCode() != null)
                            .count())
                    .build();
        }

        @Override
        public String serviceName() {
            return "kinesis";
        }

        @Override
        public void close() {}
    }
}
