package io.towersense.local.stream;

import java.time.Duration;
import java.util.List;

/** Where an event source mapping reads: {@link LocalStream}, or a real stream through {@link KinesisSource}. */
public interface RecordSource {
    /** The stream's ARN. */
    String arn();

    /** The shards' ids, such as {@code shardId-000000000000}. */
    List<String> shards();

    /** How long a record is kept. */
    Duration retention();

    /** A reader of one shard, from the position given. */
    ShardReader reader(String shard, StartingPosition position);

    /** Reads one shard in order. Used by one thread. */
    interface ShardReader extends AutoCloseable {
        /**
         * Waits until there is something to take.
         *
         * @param patience how long to wait
         * @return whether there is
         */
        boolean await(Duration patience) throws InterruptedException;

        /** The next records in order, at most so many, without waiting; empty where there are none. */
        List<StreamRecord> take(int most);

        /** Whether everything that the shard holds has been taken, as far as that can be known. Any thread may ask. */
        boolean caughtUp();

        @Override
        void close();
    }
}
