package io.towersense.cloud.quarantine;

import io.towersense.telemetry.time.Clock;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The bucket for what can never be stored: one object a record, its key made from the record, so that one that is
 * delivered again replaces itself. Thread-safe.
 */
public final class Quarantine {
    private final S3Client s3;
    private final String bucket;
    private final Clock clock;

    public Quarantine(S3Client s3, String bucket, Clock clock) {
        this.s3 = s3;
        this.bucket = bucket;
        this.clock = clock;
    }

    /**
     * Keeps a record.
     *
     * @throws SdkException if the bucket does not take it
     */
    public void keep(QuarantinedRecord kept) {
        byte[] body = QuarantineCodec.encode(kept, clock.now());
        s3.putObject(
                request -> request.bucket(bucket).key(kept.key()).contentType("application/json"),
                RequestBody.fromBytes(body));
    }
}
