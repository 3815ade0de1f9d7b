package io.towersense.local.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.telemetry.time.ManualClock;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalStreamTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final ManualClock clock = new ManualClock(START);

    @Test
    void aStreamThatStartsLaterGivesNoNumberTwice() throws Exception {
        String last = "";
        for (int start = 0; start < 3; start++) {
            LocalStream stream = stream(1, 1 << 20);
            String first = stream.put("key", new byte[1]).sequenceNumber();
            assertThat(first).isGreaterThan(last).hasSize(56);
            assertThat(stream.taken()).isEqualTo(1);
            last = stream.put("key", new byte[1]).sequenceNumber();
            clock.advance(Duration.ofMillis(1));
        }
    }

    @Test
    void sequenceNumbersGrowAndAreDecimal() throws Exception {
        LocalStream stream = stream(1, 1 << 20);
        List<BigInteger> numbers = List.of(
                stream.put("a", new byte[1]).order(),
                stream.put("b", new byte[1]).order(),
                stream.put("a", new byte[1]).order());
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aShardIsChosenByTheMd5OfTheKey() {
        LocalStream stream = stream(4, 1 << 20);
        // MD5("a") starts with 0x0c, MD5("b") with 0x92, MD5("c") with 0x4a, MD5("d") with 0x82.
        assertThat(List.of("a", "b", "c", "d")).map(stream::shardOf).containsExactly(0, 2, 1, 2);
    }

    @Test
    void recordsOfOneKeyStayInOrderInOneShard() throws Exception {
        LocalStream stream = stream(3, 1 << 20);
        for (int i = 0; i < 100; i++) {
            stream.put("key-" + i % 7, Integer.toString(i).getBytes(UTF_8));
        }
        for (String key : IntStream.range(0, 7).mapToObj(i -> "key-" + i).toList()) {
            RecordSource.ShardReader reader =
                    stream.reader(stream.shards().get(stream.shardOf(key)), new StartingPosition.TrimHorizon());
            List<Integer> numbers = reader.take(1_000).stream()
                    .filter(record -> record.partitionKey().equals(key))
                    .map(record -> Integer.parseInt(new String(record.data(), UTF_8)))
                    .toList();
            assertThat(numbers).isSorted().hasSizeBetween(14, 15);
        }
        assertThat(stream.taken()).isEqualTo(100);
    }

    @Test
    void aReaderStartsWhereItIsTold() throws Exception {
        LocalStream stream = stream(1, 1 << 20);
        stream.put("key", bytes("old"));
        clock.advance(Duration.ofMinutes(1));
        stream.put("key", bytes("new"));
        String shard = stream.shards().get(0);
        RecordSource.ShardReader latest = stream.reader(shard, new StartingPosition.Latest());
        assertThat(texts(
                        stream.reader(shard, new StartingPosition.TrimHorizon()).take(10)))
                .containsExactly("old", "new");
        assertThat(texts(stream.reader(shard, new StartingPosition.AtTimestamp(START.plusSeconds(1)))
                        .take(10)))
                .containsExactly("new");
        stream.put("key", bytes("newest"));
        assertThat(texts(latest.take(10))).containsExactly("newest");
        assertThat(latest.caughtUp()).isTrue();
    }

    @Test
    void overItsLimitWhatWasReadGoesFirstAndWhatWasNotIsNeverLost() throws Exception {
        LocalStream stream = stream(1, 100);
        RecordSource.ShardReader reader = stream.reader(stream.shards().get(0), new StartingPosition.TrimHorizon());
        stream.put("key", new byte[60]);
        assertThatThrownBy(() -> stream.put("key", new byte[60]))
                .isInstanceOf(StreamFullException.class)
                .hasMessage("stream stream/shardId-000000000000 is full: 60 bytes wait to be read");
        assertThat(reader.take(1)).hasSize(1);
        stream.put("key", new byte[60]);
        assertThat(reader.take(10)).hasSize(1);
        assertThat(stream.taken()).isEqualTo(2);
    }

    @Test
    void aRecordGoesWithTheRetentionAndIsCountedIfNobodyReadIt() throws Exception {
        LocalStream stream = stream(1, 1 << 20);
        RecordSource.ShardReader reader = stream.reader(stream.shards().get(0), new StartingPosition.TrimHorizon());
        stream.put("key", bytes("read"));
        assertThat(reader.take(1)).hasSize(1);
        stream.put("key", bytes("unread"));
        clock.advance(Duration.ofHours(25));
        stream.put("key", bytes("young"));
        assertThat(texts(reader.take(10))).containsExactly("young");
        assertThat(stream.expiredUnread()).isEqualTo(1);
    }

    @Test
    void manyRecordsThatCameAndWentLeaveTheOrderAsItWas() throws Exception {
        LocalStream stream = stream(1, 1_000);
        RecordSource.ShardReader reader = stream.reader(stream.shards().get(0), new StartingPosition.TrimHorizon());
        for (int i = 0; i < 10_000; i++) {
            stream.put("key", Integer.toString(i).getBytes(UTF_8));
            assertThat(texts(reader.take(10))).containsExactly(Integer.toString(i));
        }
    }

    @Test
    void keysAndDataOutsideKinesisLimitsAreRefused() {
        LocalStream stream = stream(1, 1 << 24);
        assertThatThrownBy(() -> stream.put("", new byte[1])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stream.put("k".repeat(257), new byte[1])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stream.put("k", new byte[LocalStream.LARGEST_RECORD + 1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private LocalStream stream(int shards, long bytes) {
        return new LocalStream("stream", shards, Duration.ofHours(24), bytes, clock);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static List<String> texts(List<StreamRecord> records) {
        return records.stream().map(record -> new String(record.data(), UTF_8)).toList();
    }
}
