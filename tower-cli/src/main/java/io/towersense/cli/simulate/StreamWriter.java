package io.towersense.cli.simulate;

import io.towersense.telemetry.codec.ReadingCodec;
import io.towersense.telemetry.reading.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * The way into a Kinesis stream: readings by PutRecords, each under its device's id as the partition key. What the
 * stream refuses of a request for the moment is sent again, with backoff and full jitter.
 */
final class StreamWriter {
    private static final int MOST_RECORDS = 500;
    private static final int MOST_ATTEMPTS = 8;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(5);

    private final KinesisClient kinesis;
    private final String stream;
    private final RandomGenerator jitter;
    private final Pause pause;

    StreamWriter(KinesisClient kinesis, String stream, RandomGenerator jitter, Pause pause) {
        this.kinesis = kinesis;
        this.stream = stream;
        this.jitter = jitter;
        this.pause = pause;
    }

    /**
     * Writes all of them.
     *
     * @throws StreamRefusedException if some are still refused after eight attempts
     */
    void write(List<Reading> readings) throws InterruptedException {
        List<PutRecordsRequestEntry> entries =
                readings.stream().map(StreamWriter::entry).toList();
        for (int from = 0; from < entries.size(); from += MOST_RECORDS) {
            writeGroup(entries.subList(from, Math.min(entries.size(), from + MOST_RECORDS)));
        }
    }

    private void writeGroup(List<PutRecordsRequestEntry> group) throws InterruptedException {
        List<PutRecordsRequestEntry> waiting = group;
        for (int attempt = 1; ; attempt++) {
            PutRecordsResponse response = kinesis.putRecords(PutRecordsRequest.builder()
                    .streamName(stream)
                    .records(waiting)
                    .build());
            if (response.failedRecordCount() == null || response.failedRecordCount() == 0) {
                return;
            }
            List<PutRecordsRequestEntry> refused = new ArrayList<>();
            String reason = "";
            for (int i = 0; i < waiting.size(); i++) {
                PutRecordsResultEntry result = response.records().get(i);
                if (result.errorCode() != null) {
                    refused.add(waiting.get(i));
                    reason = result.errorCode();
                }
            }
            if (attempt == MOST_ATTEMPTS) {
                throw new StreamRefusedException(stream, refused.size(), reason);
            }
            waiting = refused;
            pause.of(backoff(attempt));
        }
    }

    private Duration backoff(int attempt) {
        long ceiling = Math.min(LONGEST_BACKOFF.toMillis(), FIRST_BACKOFF.toMillis() << (attempt - 1));
        return Duration.ofMillis(jitter.nextLong(ceiling + 1));
    }

    private static PutRecordsRequestEntry entry(Reading reading) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(reading.deviceId())
                .data(SdkBytes.fromByteArrayUnsafe(ReadingCodec.encode(reading)))
                .build();
    }

    /** A wait that can be interrupted. */
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }
}
