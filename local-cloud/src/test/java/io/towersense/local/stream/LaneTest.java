package io.towersense.local.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.towersense.telemetry.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What AWS documents of event source mappings for Kinesis, rule by rule. */
class LaneTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final MappingSettings DEFAULTS = MappingSettings.defaults("consumer");

    private final ManualClock clock = new ManualClock(START);
    private final LocalStream stream = new LocalStream("stream", 1, Duration.ofHours(24), 1 << 24, clock);
    private final List<List<String>> deliveries = new ArrayList<>();
    private final Deque<Function<KinesisEvent, @Nullable StreamsEventResponse>> answers = new ArrayDeque<>();
    private final List<DiscardedBatch> discarded = new ArrayList<>();
    private int offered;

    @Test
    void aBatchHasAtMostBatchSizeRecords() throws Exception {
        Lane lane = lane(DEFAULTS.withBatchSize(2));
        offer(lane, 5);
        run(lane);
        assertThat(deliveries).containsExactly(numbers(1, 2), numbers(3, 4), numbers(5));
    }

    @Test
    void withoutAWindowRecordsGoOutAtOnce() throws Exception {
        Lane lane = lane(DEFAULTS);
        assertThat(lane.step()).isEmpty();
        offer(lane, 1);
        run(lane);
        assertThat(deliveries).containsExactly(numbers(1));
        assertThat(lane.unfinished()).isZero();
    }

    @Test
    void aBatchIsGatheredUntilTheWindowIsOver() throws Exception {
        Lane lane = lane(DEFAULTS.withBatchingWindow(Duration.ofSeconds(10)));
        offer(lane, 1);
        clock.advance(Duration.ofSeconds(4));
        offer(lane, 1);
        assertThat(lane.step()).contains(Duration.ofSeconds(6));
        assertThat(deliveries).isEmpty();
        clock.advance(Duration.ofSeconds(6));
        run(lane);
        assertThat(deliveries).containsExactly(numbers(1, 2));
    }

    @Test
    void aFullBatchDoesNotWaitForTheWindow() throws Exception {
        Lane lane = lane(DEFAULTS.withBatchingWindow(Duration.ofSeconds(10)).withBatchSize(2));
        offer(lane, 2);
        run(lane);
        assertThat(deliveries).containsExactly(numbers(1, 2));
    }

    @Test
    void aBatchWhoseEventWouldExceedSixMegabytesGoesOutWithoutWaiting() throws Exception {
        Lane lane = lane(DEFAULTS.withBatchingWindow(Duration.ofMinutes(5)));
        byte[] large = new byte[900_000];
        for (int i = 0; i < 6; i++) {
            offer(lane, large);
        }
        run(lane);
        assertThat(deliveries).containsExactly(numbers(1, 2, 3, 4, 5));
        assertThat(lane.unfinished()).isEqualTo(1);
    }

    @Test
    void noAnswerNoListAndAnEmptyListAreASuccess() throws Exception {
        Lane lane = lane(DEFAULTS.withBatchSize(1));
        answers.add(event -> null);
        answers.add(event -> new StreamsEventResponse(null));
        answers.add(event -> new StreamsEventResponse(List.of()));
        answers.add(event -> new StreamsEventResponse());
        offer(lane, 4);
        run(lane);
        assertThat(deliveries).hasSize(4);
        assertThat(lane.unfinished()).isZero();
    }

    @Test
    void theOldestRecordThatIsNotDoneIsKnown() throws Exception {
        Lane lane = lane(DEFAULTS);
        assertThat(lane.oldest()).isEmpty();
        offer(lane, 2);
        clock.advance(Duration.ofSeconds(1));
        offer(lane, 1);
        assertThat(lane.oldest()).contains(START);
        answers.add(event -> {
            assertThat(lane.oldest()).contains(START);
            return failing(3).apply(event);
        });
        lane.step();
        assertThat(lane.oldest()).contains(START.plusSeconds(1));
        runAll(lane);
        assertThat(lane.oldest()).isEmpty();
    }

    @Test
    void everythingFromTheReportedRecordOnIsDeliveredAgain() throws Exception {
        Lane lane = lane(DEFAULTS);
        answers.add(failing(3));
        offer(lane, 5);
        runAll(lane);
        assertThat(deliveries).containsExactly(numbers(1, 2, 3, 4, 5), numbers(3, 4, 5));
        assertThat(lane.unfinished()).isZero();
    }

    @Test
    void theLowestOfSeveralReportedRecordsIsTheCheckpoint() throws Exception {
        Lane lane = lane(DEFAULTS);
        answers.add(failing(4, 2, 5));
        offer(lane, 5);
        runAll(lane);
        assertThat(deliveries).containsExactly(numbers(1, 2, 3, 4, 5), numbers(2, 3, 4, 5));
    }

    @Test
    void sequenceNumbersAreComparedAsNumbers() {
        List<StreamRecord> batch = List.of(record("9"), record("10"), record("11"));
        StreamsEventResponse answer =
                new StreamsEventResponse(List.of(new BatchItemFailure("11"), new BatchItemFailure("10")));
        assertThat(Verdict.of(answer, batch)).isEqualTo(new Verdict.FailedFrom(1));
    }

    @Test
    void aMissingIdentifierFailsTheWholeBatch() throws Exception {
        Lane lane = lane(DEFAULTS);
        answers.add(event -> new StreamsEventResponse(Arrays.asList(new BatchItemFailure(null))));
        answers.add(event -> new StreamsEventResponse(List.of(new BatchItemFailure(""))));
        answers.add(event -> new StreamsEventResponse(
                List.of(new BatchItemFailure(), new BatchItemFailure(sequenceNumber(event, 1)))));
        offer(lane, 2);
        runAll(lane);
        assertThat(deliveries).containsExactly(numbers(1, 2), numbers(1, 2), numbers(1, 2), numbers(1, 2));
    }

    @Test
    void anIdentifierThatTheBatchDoesNotHoldFailsTheWholeBatch() throws Exception {
        Lane lane = lane(DEFAULTS);
        answers.add(event -> new StreamsEventResponse(List.of(new BatchItemFailure("12345"))));
        answers.add(event -> new StreamsEventResponse(List.of(new BatchItemFailure("shardId-0:1"))));
        offer(lane, 2);
        runAll(lane);
        assertThat(deliveries).containsExactly(numbers(1, 2), numbers(1, 2), numbers(1, 2));
    }

    @Test
    void anExceptionFailsTheWholeBatch() throws Exception {
        Lane lane = lane(DEFAULTS);
        answers.add(LaneTest::throwing);
        offer(lane, 3);
        runAll(lane);
        assertThat(deliveries).containsExactly(numbers(1, 2, 3), numbers(1, 2, 3));
    }

    @Test
    void withoutReportBatchItemFailuresTheAnswerIsNotLookedAt() throws Exception {
        Lane lane = lane(DEFAULTS.withReportBatchItemFailures(false));
        answers.add(failing(1));
        offer(lane, 3);
        runAll(lane);
        assertThat(deliveries).containsExactly(numbers(1, 2, 3));
    }

    @Test
    void aFailedBatchIsSplitInTwoAndCostsNoRetry() throws Exception {
        Lane lane = lane(DEFAULTS.withBisect(true).withRetryAttempts(0));
        answers.add(LaneTest::throwing);
        offer(lane, 5);
        runAll(lane);
        assertThat(deliveries).containsExactly(numbers(1, 2, 3, 4, 5), numbers(1, 2, 3), numbers(4, 5));
        assertThat(discarded).isEmpty();
    }

    @Test
    void bisectingLeadsToTheOneRecordThatFails() throws Exception {
        Lane lane = new Lane(
                "shard",
                stream,
                DEFAULTS.withBisect(true).withRetryAttempts(1),
                (event, context) -> {
                    deliveries.add(numbersOf(event));
                    if (numbersOf(event).contains("3")) {
                        throw new IllegalStateException("poison");
                    }
                    return new StreamsEventResponse();
                },
                discarded::add,
                clock);
        offer(lane, 4);
        runAll(lane);
        assertThat(deliveries)
                .containsExactly(numbers(1, 2, 3, 4), numbers(1, 2), numbers(3, 4), numbers(3), numbers(3), numbers(4));
        assertThat(discarded).hasSize(1);
        assertThat(discarded.get(0).records()).hasSize(1);
        assertThat(lane.unfinished()).isZero();
    }

    @Test
    void withBisectAPartlyFailedBatchIsSplitAtTheReportedRecord() throws Exception {
        Lane lane = lane(DEFAULTS.withBisect(true).withRetryAttempts(0));
        answers.add(failing(4));
        offer(lane, 5);
        runAll(lane);
        assertThat(deliveries).containsExactly(numbers(1, 2, 3, 4, 5), numbers(4, 5));
        assertThat(discarded).isEmpty();
    }

    @Test
    void whenTheRetriesAreUsedUpTheBatchGoesToTheDestinationAndTheNextFollows() throws Exception {
        Lane lane = lane(DEFAULTS.withBatchSize(2).withRetryAttempts(2));
        for (int i = 0; i < 3; i++) {
            answers.add(LaneTest::throwing);
        }
        offer(lane, 3);
        runAll(lane);
        assertThat(deliveries).containsExactly(numbers(1, 2), numbers(1, 2), numbers(1, 2), numbers(3));
        assertThat(discarded).hasSize(1);
        assertThat(discarded.get(0).condition()).isEqualTo("RetryAttemptsExhausted");
        assertThat(lane.discarded()).isEqualTo(2);
        assertThat(lane.unfinished()).isZero();
    }

    @Test
    void retriesWithoutALimitGoOn() throws Exception {
        Lane lane = lane(DEFAULTS.withRetryAttempts(-1));
        for (int i = 0; i < 500; i++) {
            answers.add(LaneTest::throwing);
        }
        offer(lane, 1);
        runAll(lane);
        assertThat(deliveries).hasSize(501);
        assertThat(discarded).isEmpty();
    }

    @Test
    void aRecordThatIsTooOldIsGivenUpWithoutThoseThatAreNot() throws Exception {
        Lane lane = lane(DEFAULTS.withRecordAge(Duration.ofSeconds(60)).withBatchingWindow(Duration.ofSeconds(90)));
        offer(lane, 1);
        clock.advance(Duration.ofSeconds(60));
        offer(lane, 1);
        clock.advance(Duration.ofSeconds(30));
        run(lane);
        assertThat(deliveries).containsExactly(numbers(2));
        assertThat(discarded).hasSize(1);
        assertThat(discarded.get(0).condition()).isEqualTo("RecordAgeExceeded");
    }

    @Test
    void withoutAMaximumAgeARetryEndsWithTheStreamsRetention() throws Exception {
        Lane lane = lane(DEFAULTS);
        answers.add(LaneTest::throwing);
        offer(lane, 1);
        run(lane);
        clock.advance(Duration.ofHours(25));
        run(lane);
        assertThat(deliveries).hasSize(1);
        assertThat(discarded).hasSize(1);
    }

    @Test
    void pausesBetweenRetriesGrowToTheirLimit() throws Exception {
        Lane lane = lane(DEFAULTS.withPauses(Duration.ofMillis(100), Duration.ofMillis(350)));
        offer(lane, 1);
        List<Duration> pauses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(LaneTest::throwing);
            run(lane);
            Duration pause = lane.step().orElseThrow();
            pauses.add(pause);
            clock.advance(pause);
        }
        assertThat(pauses)
                .containsExactly(
                        Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(350), Duration.ofMillis(350));
    }

    @Test
    void aFailedBatchHoldsBackThoseBehindIt() throws Exception {
        Lane lane = lane(DEFAULTS.withBatchSize(1));
        answers.add(LaneTest::throwing);
        offer(lane, 2);
        run(lane);
        assertThat(deliveries).containsExactly(numbers(1));
        runAll(lane);
        assertThat(deliveries).containsExactly(numbers(1), numbers(1), numbers(2));
    }

    @Test
    void theDestinationGetsMetadataInAwsForm() throws Exception {
        Lane lane = lane(DEFAULTS.withRetryAttempts(0));
        answers.add(LaneTest::throwing);
        offer(lane, 2);
        runAll(lane);
        JsonNode document = discarded.get(0).metadata();
        assertThat(document.at("/requestContext/condition").asText()).isEqualTo("RetryAttemptsExhausted");
        assertThat(document.at("/requestContext/approximateInvokeCount").asInt())
                .isEqualTo(1);
        assertThat(document.at("/requestContext/functionArn").asText()).endsWith(":function:consumer");
        assertThat(document.at("/responseContext/functionError").asText()).isEqualTo("Unhandled");
        assertThat(document.at("/KinesisBatchInfo/shardId").asText()).isEqualTo("shard");
        assertThat(document.at("/KinesisBatchInfo/batchSize").asInt()).isEqualTo(2);
        assertThat(document.at("/KinesisBatchInfo/startSequenceNumber").asText())
                .isLessThan(document.at("/KinesisBatchInfo/endSequenceNumber").asText());
        assertThat(document.at("/KinesisBatchInfo/approximateArrivalOfFirstRecord")
                        .asText())
                .isEqualTo("2026-11-22T10:00:00Z");
        assertThat(document.at("/KinesisBatchInfo/streamArn").asText()).endsWith(":stream/stream");
        assertThat(document.has("payload")).isFalse();
    }

    @Test
    void aBucketAsDestinationGetsTheEventItselfToo() throws Exception {
        Lane lane = lane(DEFAULTS.withRetryAttempts(0));
        answers.add(LaneTest::throwing);
        offer(lane, 1);
        runAll(lane);
        JsonNode payload = new ObjectMapper()
                .readTree(discarded.get(0).withPayload().get("payload").asText());
        assertThat(payload.at("/Records/0/kinesis/data").binaryValue()).isEqualTo("1".getBytes(UTF_8));
        assertThat(payload.at("/Records/0/eventSource").asText()).isEqualTo("aws:kinesis");
    }

    @Test
    void theEventIsOfKinesisForm() throws Exception {
        List<KinesisEvent.KinesisEventRecord> records = new ArrayList<>();
        Lane lane = new Lane(
                "shard",
                stream,
                DEFAULTS,
                (event, context) -> {
                    records.addAll(event.getRecords());
                    assertThat(context.getFunctionName()).isEqualTo("consumer");
                    assertThat(context.getRemainingTimeInMillis()).isPositive();
                    return new StreamsEventResponse();
                },
                discarded::add,
                clock);
        offer(lane, 1);
        runAll(lane);
        KinesisEvent.KinesisEventRecord record = records.get(0);
        assertThat(record.getEventID()).isEqualTo("shard:" + record.getKinesis().getSequenceNumber());
        assertThat(record.getEventSourceARN()).isEqualTo(stream.arn());
        assertThat(record.getKinesis().getPartitionKey()).isEqualTo("key");
        assertThat(record.getKinesis().getApproximateArrivalTimestamp().toInstant())
                .isEqualTo(START);
    }

    @Test
    void settingsOutsideAwsLimitsAreRefused() {
        assertThatThrownBy(() -> DEFAULTS.withBatchSize(10_001)).hasMessageContaining("BatchSize");
        assertThatThrownBy(() -> DEFAULTS.withBatchingWindow(Duration.ofSeconds(301)))
                .hasMessageContaining("MaximumBatchingWindowInSeconds");
        assertThatThrownBy(() -> DEFAULTS.withRetryAttempts(10_001)).hasMessageContaining("MaximumRetryAttempts");
        assertThatThrownBy(() -> DEFAULTS.withParallelization(11)).hasMessageContaining("ParallelizationFactor");
        assertThatThrownBy(() -> DEFAULTS.withRecordAge(Duration.ofDays(8)))
                .hasMessageContaining("MaximumRecordAgeInSeconds");
    }

    private Lane lane(MappingSettings settings) {
        return new Lane(
                "shard",
                stream,
                settings,
                (event, context) -> {
                    deliveries.add(numbersOf(event));
                    Function<KinesisEvent, @Nullable StreamsEventResponse> answer = answers.poll();
                    return answer == null ? new StreamsEventResponse() : answer.apply(event);
                },
                discarded::add,
                clock);
    }

    /** Offers so many records whose data are their numbers. */
    private void offer(Lane lane, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            offered++;
            lane.offer(stream.put("key", Integer.toString(offered).getBytes(UTF_8)));
        }
    }

    private void offer(Lane lane, byte[] data) throws Exception {
        offered++;
        byte[] number = Integer.toString(offered).getBytes(UTF_8);
        System.arraycopy(number, 0, data, 0, number.length);
        lane.offer(stream.put("key", data.clone()));
    }

    /** Does what is due now. */
    private static void run(Lane lane) {
        while (lane.step().filter(Duration::isZero).isPresent()) {
            // until nothing is due
        }
    }

    /** Does what is due, letting time pass until nothing is. */
    private void runAll(Lane lane) {
        for (Optional<Duration> due = lane.step(); due.isPresent(); due = lane.step()) {
            clock.advance(due.get());
        }
    }

    private static @Nullable StreamsEventResponse throwing(KinesisEvent event) {
        throw new IllegalStateException("on purpose with " + event.getRecords().size() + " records");
    }

    private static Function<KinesisEvent, @Nullable StreamsEventResponse> failing(int... places) {
        return event -> new StreamsEventResponse(Arrays.stream(places)
                .mapToObj(place -> new BatchItemFailure(sequenceNumber(event, place - 1)))
                .toList());
    }

    private static String sequenceNumber(KinesisEvent event, int index) {
        return event.getRecords().get(index).getKinesis().getSequenceNumber();
    }

    private static StreamRecord record(String sequenceNumber) {
        return new StreamRecord("key", new byte[0], sequenceNumber, START);
    }

    private static List<String> numbers(int... numbers) {
        return Arrays.stream(numbers).mapToObj(Integer::toString).toList();
    }

    private static List<String> numbersOf(KinesisEvent event) {
        return event.getRecords().stream()
                .map(record -> UTF_8.decode(record.getKinesis().getData().duplicate())
                        .toString()
                        .replace("\0", ""))
                .toList();
    }
}
