package io.towersense.cli.quarantine;

import static io.towersense.cli.quarantine.HeldObjects.BUCKET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.cli.options.AwsOptions;
import io.towersense.cli.program.Program;
import io.towersense.telemetry.codec.EnvelopeCodec;
import io.towersense.testing.AwsStandIn;
import io.towersense.testing.Part;
import io.towersense.testing.Requires;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.s3.S3Client;

/** The same on a bucket and a stream that the project did not write. */
@Requires(Part.EMULATOR)
@Timeout(180)
class QuarantineEmulatorTest {
    private static final String STREAM = "readings";

    @SuppressWarnings("NullAway.Init")
    private static AwsStandIn emulator;

    @SuppressWarnings("NullAway.Init")
    private static String endpoint;

    @SuppressWarnings("NullAway.Init")
    private static S3Client s3;

    @SuppressWarnings("NullAway.Init")
    private static KinesisClient kinesis;

    @BeforeAll
    static void startEmulator() throws IOException {
        emulator = AwsStandIn.start();
        endpoint = emulator.endpoint().toString();
        AwsOptions aws = new AwsOptions();
        new CommandLine(new QuarantineCommand()).addMixin("aws", aws).parseArgs("--endpoint", endpoint);
        s3 = aws.open(S3Client.builder().forcePathStyle(true));
        kinesis = aws.open(KinesisClient.builder());
        s3.createBucket(request -> request.bucket(BUCKET));
        kinesis.createStream(request -> request.streamName(STREAM).shardCount(1));
        kinesis.waiter().waitUntilStreamExists(request -> request.streamName(STREAM));
    }

    @AfterAll
    static void stopEmulator() {
        s3.close();
        kinesis.close();
        emulator.close();
    }

    @Test
    void anObjectGoesFromTheBucketIntoTheStreamOnce() {
        HeldObjects objects = new HeldObjects(s3);
        String key = objects.foreign("gw-7");
        String alarm = objects.alarm("gw-7");
        assertThat(run("list").out()).contains(key).contains("2 objects with 2 readings or events:");
        assertThat(run("show", key).out()).contains("refused, 1:");

        Program put = run("resubmit", "--stream=" + STREAM, key);
        assertThat(put.exitCode()).as(put.err()).isZero();
        assertThat(run("resubmit", "--stream=" + STREAM, key).err()).contains("put back into stream readings by");
        Program unknown = run("resubmit", "--stream=" + STREAM, alarm);
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.err()).contains("name that with --alert-function");

        assertThat(records()).singleElement().satisfies(record -> {
            assertThat(record.partitionKey()).isEqualTo("gw-7");
            assertThat(EnvelopeCodec.decode(record.data().asByteArray())
                            .orElseThrow()
                            .resubmittedFrom())
                    .contains(key);
        });
        assertThat(bytes("resubmitted/" + key)).asString(UTF_8).contains("\"state\":\"resubmitted\"");
    }

    @Test
    void aNoteIsWrittenWhereNoneIsAndNowhereElse() {
        QuarantineBucket bucket = new QuarantineBucket(s3, BUCKET);
        assertThat(bucket.writeIfAbsent("resubmitted/once", new byte[] {1})).isTrue();
        assertThat(bucket.writeIfAbsent("resubmitted/once", new byte[] {2})).isFalse();
        assertThat(bytes("resubmitted/once")).containsExactly(1);
    }

    @Test
    void aStreamThatIsNotThereLeavesAllAsItWas() {
        String key = new HeldObjects(s3).foreign("gw-9");

        Program refused = run("resubmit", "--stream=absent", key);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err()).contains("stream absent refuses it, and all is as before");
        assertThat(new QuarantineBucket(s3, BUCKET).noteKeys("resubmitted/" + key))
                .isEmpty();
    }

    @Test
    void aBucketThatIsNotThereIsNamed() {
        Program absent = Program.run("quarantine", "list", "--bucket=absent", "--endpoint=" + endpoint);
        assertThat(absent.exitCode()).isEqualTo(1);
        assertThat(absent.err()).contains("bucket absent cannot be used at " + endpoint + ": NoSuchBucket");
    }

    private static List<Record> records() {
        String iterator = kinesis.getShardIterator(request -> request.streamName(STREAM)
                        .shardId("shardId-000000000000")
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        return kinesis.getRecords(request -> request.shardIterator(iterator)).records();
    }

    private static byte[] bytes(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asByteArray();
    }

    private static Program run(String command, String... arguments) {
        List<String> words =
                new ArrayList<>(List.of("quarantine", command, "--bucket=" + BUCKET, "--endpoint=" + endpoint));
        words.addAll(List.of(arguments));
        return Program.run(words.toArray(String[]::new));
    }
}
