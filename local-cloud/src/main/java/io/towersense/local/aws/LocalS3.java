package io.towersense.local.aws;

import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Buckets in the place of S3's: a folder for each, a file for each object, its key the path. An object is written whole or
 * not at all (but for a new one on a file system without links), and with {@code If-None-Match: *} only where there is none. Any bucket exists as soon as something is put into it. Thread-safe.
 */
public final class LocalS3 implements S3Client {
    private static final int MOST_KEYS = 1_000;
    private static final String UNFINISHED = ".unfinished";
    private static final String ANY = "*";
    private static final int PRECONDITION_FAILED = 412;

    private final ObjectPaths paths;
    private final Clock clock;

    /** @param folder the folder of the buckets' folders */
    public LocalS3(Path folder, Clock clock) {
        this.paths = new ObjectPaths(folder);
        this.clock = clock;
    }

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        if (request.ifNoneMatch() != null && !request.ifNoneMatch().equals(ANY)) {
            throw new UnsupportedOperationException("If-None-Match other than *");
        }
        Path path = paths.object(request.bucket(), request.key());
        try (InputStream content = body.contentStreamProvider().newStream()) {
            Files.createDirectories(path.getParent());
            Path unfinished = Files.createTempFile(path.getParent(), "", UNFINISHED);
            Files.copy(content, unfinished, StandardCopyOption.REPLACE_EXISTING);
            Files.setLastModifiedTime(unfinished, FileTime.from(clock.now()));
            if (request.ifNoneMatch() == null) {
                Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                placeIfAbsent(unfinished, path);
            }
            return PutObjectResponse.builder().build();
        } catch (FileAlreadyExistsException there) {
            throw preconditionFailed();
        } catch (IOException failed) {
            throw failure("write", path, failed);
        }
    }

    @Override
    public <R> R getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, R> transformer) {
        Path path = paths.object(request.bucket(), request.key());
        try {
            InputStream content = Files.newInputStream(path);
            GetObjectResponse response = GetObjectResponse.builder()
                    .contentLength(Files.size(path))
                    .lastModified(Files.getLastModifiedTime(path).toInstant())
                    .build();
            return transformer.transform(response, AbortableInputStream.create(content));
        } catch (NoSuchFileException absent) {
            throw NoSuchKeyException.builder()
                    .message("The specified key does not exist: " + request.key())
                    .statusCode(404)
                    .build();
        } catch (Exception failed) {
            throw failure("read", path, failed);
        }
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
        if (request.delimiter() != null) {
            throw new UnsupportedOperationException("listing with a delimiter");
        }
        Path bucket = paths.bucket(request.bucket());
        @Nullable
        String after = request.continuationToken() != null ? request.continuationToken() : request.startAfter();
        int most = request.maxKeys() == null ? MOST_KEYS : Math.min(MOST_KEYS, request.maxKeys());
        List<S3Object> objects = objects(bucket).stream()
                .filter(object -> request.prefix() == null || object.key().startsWith(request.prefix()))
                .filter(object -> after == null || object.key().compareTo(after) > 0)
                .sorted(Comparator.comparing(S3Object::key))
                .toList();
        List<S3Object> page = objects.subList(0, Math.min(most, objects.size()));
        boolean truncated = page.size() < objects.size();
        return ListObjectsV2Response.builder()
                .name(request.bucket())
                .contents(page)
                .keyCount(page.size())
                .isTruncated(truncated)
                .nextContinuationToken(truncated ? page.get(page.size() - 1).key() : null)
                .build();
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        Path path = paths.object(request.bucket(), request.key());
        try {
            Files.deleteIfExists(path);
            return DeleteObjectResponse.builder().build();
        } catch (IOException failed) {
            throw failure("delete", path, failed);
        }
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        // nothing is open
    }

    /** A link is made only where nothing is, whichever process asks; so is a new file, on a file system without links. */
    private static void placeIfAbsent(Path unfinished, Path path) throws IOException {
        try {
            Files.createLink(path, unfinished);
        } catch (FileAlreadyExistsException there) {
            throw there;
        } catch (UnsupportedOperationException | FileSystemException withoutLinks) {
            try (OutputStream created =
                    Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                Files.copy(unfinished, created);
            }
            Files.setLastModifiedTime(path, Files.getLastModifiedTime(unfinished));
        } finally {
            Files.delete(unfinished);
        }
    }

    private static S3Exception preconditionFailed() {
        String message = "At least one of the pre-conditions you specified did not hold";
        return (S3Exception) S3Exception.builder()
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("PreconditionFailed")
                        .errorMessage(message)
                        .serviceName("S3")
                        .build())
                .statusCode(PRECONDITION_FAILED)
                .build();
    }

    private static List<S3Object> objects(Path bucket) {
        if (!Files.isDirectory(bucket)) {
            return List.of();
        }
        List<S3Object> objects = new ArrayList<>();
        try {
            Files.walkFileTree(bucket, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String key = bucket.relativize(file).toString().replace('\\', '/');
                    if (attributes.isRegularFile() && !key.endsWith(UNFINISHED)) {
                        // Asked again, it may be gone.
                        objects.add(S3Object.builder()
                                .key(key)
                                .size(attributes.size())
                                .lastModified(attributes.lastModifiedTime().toInstant())
                                .build());
                    }
                    return FileVisitResult.CONTINUE;
                }

                /** What another process finished or deleted meanwhile. */
                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
                    if (failed instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failed;
                }
            });
            return objects;
        } catch (IOException failed) {
            throw failure("list", bucket, failed);
        }
    }

    private static SdkClientException failure(String verb, Path path, Exception cause) {
        return SdkClientException.create("cannot " + verb + " " + path + ": " + cause, cause);
    }
}
