package io.towersense.cli.simulate;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.cli.program.Program;
import io.towersense.local.stream.JsonKinesis;
import io.towersense.telemetry.codec.ReadingCodec;
import io.towersense.telemetry.reading.Reading;
import io.towersense.testing.AwsStandIn;
import io.towersense.testing.Part;
import io.towersense.testing.Requires;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Bare readings in a stream that the project did not write. */
@Requires(Part.EMULATOR)
@Timeout(120)
class SimulateIntoEmulatorTest {
    private static final String STREAM = "iot-sensor-stream";

    @SuppressWarnings("NullAway.Init")
    private AwsStandIn emulator;

    @SuppressWarnings("NullAway.Init")
    private KinesisClient kinesis;

    @BeforeEach
    void startStream() throws IOException {
        emulator = AwsStandIn.start();
        kinesis = JsonKinesis.build(KinesisClient.builder()
                .endpointOverride(emulator.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local"))));
        kinesis.createStream(request -> request.streamName(STREAM).shardCount(3));
        kinesis.waiter().waitUntilStreamExists(request -> request.streamName(STREAM));
    }

    @AfterEach
    void stopEmulator() {
        kinesis.close();
        emulator.close();
    }

    @Test
    void eachDevicesReadingsAreInOneShardInTheirOrderUnderItsId() {
        Program run = Program.run(
                "simulate",
                "--devices=10",
                "--iterations=4",
                "--interval=1ms",
                "--stream=" + STREAM,
                "--endpoint=" + emulator.endpoint());

        assertThat(run.exitCode()).as(run.err()).isZero();
        Map<String, List<String>> shards = new HashMap<>();
        List<Record> records = new ArrayList<>();
        for (String shard : shards()) {
            for (Record record : records(shard)) {
                shards.computeIfAbsent(record.partitionKey(), key -> new ArrayList<>())
                        .add(shard);
                records.add(record);
            }
        }
        assertThat(records)
                .hasSize(40)
                .allSatisfy(record -> assertThat(reading(record).deviceId()).isEqualTo(record.partitionKey()));
        assertThat(shards).hasSize(10);
        assertThat(shards.values())
                .allSatisfy(shard -> assertThat(shard).hasSize(4).containsOnly(shard.get(0)));
        assertThat(shards.values().stream().map(shard -> shard.get(0)).distinct())
                .hasSizeGreaterThan(1);
        assertThat(records.stream()
                        .map(SimulateIntoEmulatorTest::reading)
                        .collect(groupingBy(Reading::deviceId, mapping(Reading::timestamp, toList())))
                        .values())
                .allSatisfy(times -> assertThat(times).isSorted().doesNotHaveDuplicates());
    }

    private static Reading reading(Record record) {
        return ReadingCodec.decode(record.data().asByteArray());
    }

    private List<String> shards() {
        return kinesis.listShards(request -> request.streamName(STREAM)).shards().stream()
                .map(shard -> shard.shardId())
                .toList();
    }

    private List<Record> records(String shard) {
        String iterator = kinesis.getShardIterator(request ->
                        request.streamName(STREAM).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        return kinesis.getRecords(request -> request.shardIterator(iterator)).records();
    }
}
