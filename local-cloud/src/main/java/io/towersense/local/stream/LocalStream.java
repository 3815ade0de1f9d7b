package io.towersense.local.stream;

import io.towersense.telemetry.time.Clock;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * A stream in memory: ordered shards that divide the MD5 hash keys evenly between them, as a new Kinesis stream does.
 *
 * <p>It keeps records for its retention and up to its limit in bytes. Over the limit what every reader has read goes
 * first; where that is not enough the stream refuses ({@link StreamFullException}) rather than lose anything.
 */
public final class LocalStream implements RecordSource {
    /** The largest record that is taken, in bytes: 1 MiB, as Kinesis takes by default. */
    public static final int LARGEST_RECORD = 1 << 20;

    private static final int LONGEST_KEY = 256;
    private static final BigInteger HASH_KEYS = BigInteger.TWO.pow(128);

    private static final long NUMBERS_A_MILLISECOND = 1_000_000;

    private final String name;
    private final Duration retention;
    private final Clock clock;
    private final List<Shard> shards;
    private final long first;
    private final AtomicLong numbers;

    /**
     * @param shardCount from 1
     * @param retention how long a record is kept, read or not
     * @param mostBytes the data that each shard keeps
     */
    public LocalStream(String name, int shardCount, Duration retention, long mostBytes, Clock clock) {
        if (shardCount < 1) {
            throw new IllegalArgumentException("a stream has at least one shard, not " + shardCount);
        }
        this.name = name;
        this.retention = retention;
        this.clock = clock;
        // A stream that starts later goes on with higher numbers: what is named after them is not named twice.
        this.first = clock.now().toEpochMilli() * NUMBERS_A_MILLISECOND;
        this.numbers = new AtomicLong(first);
        this.shards = IntStream.range(0, shardCount)
                .mapToObj(number -> new Shard(name, shardId(number), retention, mostBytes, clock))
                .toList();
    }

    /**
     * Appends a record to the shard that its key chooses.
     *
     * @return the record with its sequence number
     * @throws StreamFullException if the shard has no room before its reader catches up
     * @throws IllegalArgumentException if key or data are outside Kinesis' limits
     */
    public StreamRecord put(String partitionKey, byte[] data) throws StreamFullException {
        if (partitionKey.isEmpty() || partitionKey.length() > LONGEST_KEY) {
            throw new IllegalArgumentException("a partition key has 1 to 256 characters, not " + partitionKey.length());
        }
        if (data.length > LARGEST_RECORD) {
            throw new IllegalArgumentException("a record of " + data.length + " bytes: at most " + LARGEST_RECORD);
        }
        return shards.get(shardOf(partitionKey)).append(partitionKey, data, numbers);
    }

    /** How many records the stream has taken. */
    public long taken() {
        return numbers.get() - first;
    }

    /** How many records went before they were read, because they were older than the retention. */
    public long expiredUnread() {
        return shards.stream().mapToLong(Shard::expiredUnread).sum();
    }

    @Override
    public String arn() {
        return "arn:aws:kinesis:us-east-1:000000000000:stream/" + name;
    }

    @Override
    public List<String> shards() {
        return shards.stream().map(Shard::id).toList();
    }

    @Override
    public Duration retention() {
        return retention;
    }

    @Override
    public ShardReader reader(String shard, StartingPosition position) {
        return shards.stream()
                .filter(candidate -> candidate.id().equals(shard))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no shard " + shard))
                .reader(position);
    }

    /** The number of the shard whose range holds the key's MD5. */
    int shardOf(String partitionKey) {
        BigInteger hash = new BigInteger(1, md5(partitionKey));
        return hash.multiply(BigInteger.valueOf(shards.size()))
                .divide(HASH_KEYS)
                .intValueExact();
    }

    Clock clock() {
        return clock;
    }

    static byte[] md5(String partitionKey) {
        try {
            return MessageDigest.getInstance("MD5").digest(partitionKey.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has MD5", impossible);
        }
    }

    private static String shardId(int number) {
        return String.format(Locale.ROOT, "shardId-%012d", number);
    }
}
