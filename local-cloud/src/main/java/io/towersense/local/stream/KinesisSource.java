package io.towersense.local.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;

/**
 * A stream behind the Kinesis API: AWS's own, or an emulator's. The shards are those that it has when reading starts;
 * resharding is not followed.
 */
public final class KinesisSource implements RecordSource {
    private static final long POLL_MILLIS = 200;

    private final KinesisClient client;
    private final String stream;
    private final StreamDescriptionSummary description;
    private final List<String> shards;

    /** Asks the stream for its shards. */
    public KinesisSource(KinesisClient client, String stream) {
        this.client = client;
        this.stream = stream;
        this.description = client.describeStreamSummary(request -> request.streamName(stream))
                .streamDescriptionSummary();
        this.shards = client.listShards(request -> request.streamName(stream)).shards().stream()
                .map(Shard::shardId)
                .toList();
    }

    @Override
    public String arn() {
        return description.streamARN();
    }

    @Override
    public List<String> shards() {
        return shards;
    }

    @Override
    public Duration retention() {
        return Duration.ofHours(description.retentionPeriodHours());
    }

    @Override
    public ShardReader reader(String shard, StartingPosition position) {
        return new Reader(shard, position);
    }

    private final class Reader implements ShardReader {
        private final String shard;
        private final StartingPosition position;
        private final List<StreamRecord> fetched = new ArrayList<>();
        private volatile boolean caughtUp;
        private @Nullable String iterator;
        private @Nullable String lastSequenceNumber;

        private Reader(String shard, StartingPosition position) {
            this.shard = shard;
            this.position = position;
            this.iterator = iterator();
        }

        @Override
        public boolean await(Duration patience) throws InterruptedException {
            long polls = Math.max(1, patience.toMillis() / POLL_MILLIS);
            for (long poll = 0; fetched.isEmpty() && poll < polls; poll++) {
                fetch();
                if (fetched.isEmpty()) {
                    TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
                }
            }
            return !fetched.isEmpty();
        }

        @Override
        public List<StreamRecord> take(int most) {
            List<StreamRecord> first = fetched.subList(0, Math.min(most, fetched.size()));
            List<StreamRecord> taken = List.copyOf(first);
            first.clear();
            return taken;
        }

        @Override
        public boolean caughtUp() {
            return caughtUp;
        }

        @Override
        public void close() {
            // the client is its owner's
        }

        private void fetch() {
            if (iterator == null) {
                return;
            }
            String from = iterator;
            GetRecordsResponse response;
            try {
                response = client.getRecords(request -> request.shardIterator(from));
            } catch (ExpiredIteratorException late) {
                iterator = iterator();
                return;
            }
            iterator = response.nextShardIterator();
            response.records().forEach(record -> fetched.add(of(record)));
            if (!fetched.isEmpty()) {
                lastSequenceNumber = fetched.get(fetched.size() - 1).sequenceNumber();
            }
            Long behind = response.millisBehindLatest();
            caughtUp = fetched.isEmpty() && (behind == null || behind == 0);
        }

        private String iterator() {
            GetShardIteratorRequest.Builder request =
                    GetShardIteratorRequest.builder().streamName(stream).shardId(shard);
            if (lastSequenceNumber != null) {
                request.shardIteratorType(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                        .startingSequenceNumber(lastSequenceNumber);
            } else if (position instanceof StartingPosition.AtTimestamp at) {
                request.shardIteratorType(ShardIteratorType.AT_TIMESTAMP).timestamp(at.time());
            } else if (position instanceof StartingPosition.Latest) {
                request.shardIteratorType(ShardIteratorType.LATEST);
            } else {
                request.shardIteratorType(ShardIteratorType.TRIM_HORIZON);
            }
            return client.getShardIterator(request.build()).shardIterator();
        }

        private static StreamRecord of(Record record) {
            return new StreamRecord(
                    record.partitionKey(),
                    record.data().asByteArrayUnsafe(),
                    record.sequenceNumber(),
                    record.approximateArrivalTimestamp());
        }
    }
}
