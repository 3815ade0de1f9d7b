package io.towersense.cli.quarantine;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The quarantine: a bucket, or a folder in the place of one. Beside what is held there are notes of what was done, under
 * {@value #RESUBMITTED} and {@value #DROPPED}. Thread-safe.
 */
final class QuarantineBucket implements AutoCloseable {
    /** Where it is noted that an object is put back, under its own key. */
    static final String RESUBMITTED = "resubmitted/";

    /** Where it is noted that an object was dropped, under its own key. */
    static final String DROPPED = "dropped/";

    private static final int LARGEST = 16 << 20;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client s3;
    private final String name;

    QuarantineBucket(S3Client s3, String name) {
        this.s3 = s3;
        this.name = name;
    }

    static boolean isNote(String key) {
        return key.startsWith(RESUBMITTED) || key.startsWith(DROPPED);
    }

    /** The objects whose keys begin so, in the order of their keys, page by page as they are asked for; no notes. */
    Stream<List<StoredObject>> pages(String prefix) {
        return s3.listObjectsV2Paginator(request -> request.bucket(name).prefix(prefix)).stream()
                .map(QuarantineBucket::objects);
    }

    /** The object, understood; empty where there is none. */
    Optional<HeldObject> read(String key) {
        try (ResponseInputStream<GetObjectResponse> content =
                s3.getObject(request -> request.bucket(name).key(key))) {
            GetObjectResponse response = content.response();
            StoredObject stored = new StoredObject(key, response.lastModified(), response.contentLength());
            if (stored.bytes() > LARGEST) {
                content.abort();
                return Optional.of(HeldObject.unknown(stored, "it is larger than anything that belongs here"));
            }
            return Optional.of(HeldObjectReader.read(stored, content.readAllBytes()));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw SdkClientException.create(key + " cannot be read to its end: " + e.getMessage(), e);
        }
    }

    Optional<byte[]> readNote(String key) {
        try {
            return Optional.of(
                    s3.getObjectAsBytes(request -> request.bucket(name).key(key))
                            .asByteArray());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    /** The keys that begin so, at most a page of them. */
    List<String> noteKeys(String prefix) {
        return s3.listObjectsV2(request -> request.bucket(name).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** Writes a note where there is none yet; of several who do so at once one succeeds. */
    boolean writeIfAbsent(String key, byte[] note) {
        try {
            s3.putObject(
                    request -> request.bucket(name)
                            .key(key)
                            .contentType("application/json")
                            .ifNoneMatch("*"),
                    RequestBody.fromBytes(note));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    void write(String key, byte[] note) {
        s3.putObject(
                request -> request.bucket(name).key(key).contentType("application/json"), RequestBody.fromBytes(note));
    }

    void delete(String key) {
        s3.deleteObject(request -> request.bucket(name).key(key));
    }

    @Override
    public void close() {
        s3.close();
    }

    private static List<StoredObject> objects(ListObjectsV2Response page) {
        return page.contents().stream()
                .filter(object -> !isNote(object.key()))
                .map(object -> new StoredObject(object.key(), object.lastModified(), object.size()))
                .toList();
    }
}
