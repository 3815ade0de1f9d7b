package io.towersense.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The bucket of what could not be stored: one object for each record that the consumer set aside, and under {@code
 * rule-errors/}, {@code aws/lambda/} and {@code invocations/} what never came so far.
 */
public final class Quarantine {
    private final S3Client s3;
    private final String bucket;
    private final Optional<Path> folder;

    Quarantine(S3Client s3, String bucket, Optional<Path> folder) {
        this.s3 = s3;
        this.bucket = bucket;
        this.folder = folder;
    }

    /** The bucket's name. */
    public String bucket() {
        return bucket;
    }

    /** The folder that is the bucket, unless it is an emulator's. */
    public Optional<Path> folder() {
        return folder;
    }

    /** The objects' keys, in order. */
    public List<String> keys() {
        return s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** An object's bytes. */
    public byte[] read(String key) {
        return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
    }
}
