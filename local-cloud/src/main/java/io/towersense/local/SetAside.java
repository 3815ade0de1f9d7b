package io.towersense.local;

import io.towersense.local.aws.FailedInvocation;
import io.towersense.local.rule.FailedMessage;
import io.towersense.local.stream.DiscardedBatch;
import io.towersense.telemetry.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** What never reached a function, or what a function never took, as objects in the quarantine bucket. */
final class SetAside {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu/MM/dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH.mm.ss").withZone(ZoneOffset.UTC);

    private final S3Client s3;
    private final String bucket;
    private final Clock clock;

    SetAside(S3Client s3, String bucket, Clock clock) {
        this.s3 = s3;
        this.bucket = bucket;
        this.clock = clock;
    }

    void message(FailedMessage message) {
        put(
                "rule-errors/" + message.rule() + "/" + DAY.format(clock.now()) + "/" + UUID.randomUUID() + ".json",
                message.document().toString());
    }

    /** Where and how an event source mapping writes to a bucket at AWS. */
    void batch(DiscardedBatch batch) {
        put(
                "aws/lambda/" + batch.functionName() + "/" + batch.shard() + "/" + DAY.format(batch.time()) + "/"
                        + SECOND.format(batch.time()) + "-" + UUID.randomUUID(),
                batch.withPayload().toString());
    }

    void invocation(FailedInvocation invocation) {
        put(
                "invocations/" + invocation.function() + "/" + DAY.format(clock.now()) + "/" + invocation.requestId()
                        + ".json",
                invocation.document().toString());
    }

    private void put(String key, String json) {
        s3.putObject(
                request -> request.bucket(bucket).key(key).contentType("application/json"),
                RequestBody.fromString(json));
    }
}
