package io.towersense.local.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.telemetry.time.ManualClock;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class LocalS3Test {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    private Path folder;

    private LocalS3 s3;

    @BeforeEach
    void open() {
        s3 = new LocalS3(folder.resolve("buckets"), new ManualClock(NOW));
    }

    @Test
    void anObjectIsAFileWhoseKeyIsItsPath() throws Exception {
        put("2026/11/22/49:1.json", "content");
        assertThat(Files.readString(folder.resolve("buckets/quarantine/2026/11/22/49:1.json")))
                .isEqualTo("content");
        assertThat(get("2026/11/22/49:1.json")).isEqualTo("content");
        put("2026/11/22/49:1.json", "replaced");
        assertThat(get("2026/11/22/49:1.json")).isEqualTo("replaced");
    }

    @Test
    void anObjectThatMayOnlyBeNewIsRefusedWhereThereIsOne() {
        putIfAbsent("claims/a", "first");
        assertThatThrownBy(() -> putIfAbsent("claims/a", "second"))
                .isInstanceOfSatisfying(S3Exception.class, refused -> {
                    assertThat(refused.statusCode()).isEqualTo(412);
                    assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("PreconditionFailed");
                });
        assertThat(get("claims/a")).isEqualTo("first");
        assertThat(s3.listObjectsV2(request -> request.bucket("quarantine")).contents())
                .hasSize(1);
        assertThat(folder.resolve("buckets/quarantine/claims")).isDirectoryNotContaining("glob:**.unfinished");
    }

    @Test
    void ofManyWhoWriteANewObjectAtOnceOneDoes() {
        long written = IntStream.range(0, 32)
                .parallel()
                .filter(writer -> {
                    try {
                        new LocalS3(folder.resolve("buckets"), new ManualClock(NOW))
                                .putObject(
                                        request -> request.bucket("quarantine")
                                                .key("claim")
                                                .ifNoneMatch("*"),
                                        RequestBody.fromString(Integer.toString(writer)));
                        return true;
                    } catch (S3Exception refused) {
                        return false;
                    }
                })
                .count();
        assertThat(written).isEqualTo(1);
    }

    @Test
    void keysAreListedInOrderPageByPage() {
        for (String key : List.of("b/2", "a/1", "b/1", "c")) {
            put(key, key);
        }
        assertThat(s3
                        .listObjectsV2Paginator(
                                request -> request.bucket("quarantine").maxKeys(2))
                        .contents()
                        .stream()
                        .map(S3Object::key))
                .containsExactly("a/1", "b/1", "b/2", "c");
        List<S3Object> some = s3.listObjectsV2(
                        request -> request.bucket("quarantine").prefix("b/"))
                .contents();
        assertThat(some).extracting(S3Object::key).containsExactly("b/1", "b/2");
        assertThat(some.get(0).size()).isEqualTo(3);
        assertThat(some.get(0).lastModified()).isEqualTo(NOW);
    }

    @Test
    void whatGoesWhileItIsListedIsListedWholeOrNotAtAll() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> coming = other.submit(() -> {
                for (int i = 0; i < 2_000; i++) {
                    put("key", "content");
                    s3.deleteObject(request -> request.bucket("quarantine").key("key"));
                }
            });
            while (!coming.isDone()) {
                assertThat(s3.listObjectsV2(request -> request.bucket("quarantine"))
                                .contents())
                        .allSatisfy(object -> assertThat(object.size()).isNotNull());
            }
            coming.get();
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void onAFileSystemWithoutLinksANewObjectIsStillOnlyNew() throws Exception {
        URI zip = URI.create("jar:" + folder.resolve("files.zip").toUri());
        try (FileSystem withoutLinks = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            s3 = new LocalS3(withoutLinks.getPath("/buckets"), new ManualClock(NOW));
            putIfAbsent("claim", "first");
            assertThatThrownBy(() -> putIfAbsent("claim", "second"))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            refused -> assertThat(refused.statusCode()).isEqualTo(412));
            assertThat(get("claim")).isEqualTo("first");
        }
    }

    @Test
    void aBucketWithNothingInItListsNothing() {
        assertThat(s3.listObjectsV2(request -> request.bucket("quarantine")).contents())
                .isEmpty();
    }

    @Test
    void aDeletedObjectIsGone() {
        put("key", "content");
        s3.deleteObject(request -> request.bucket("quarantine").key("key"));
        assertThatThrownBy(() -> get("key")).isInstanceOf(NoSuchKeyException.class);
    }

    @Test
    void aKeyThatLeadsElsewhereIsRefused() {
        for (String key : List.of("../x", "a/../../x", "/etc/passwd", "a//b", "a/./b", "a\\b", "a\0b", "..")) {
            assertThatThrownBy(() -> put(key, "x")).as(key).isInstanceOf(S3Exception.class);
        }
        for (String bucket : List.of("..", "a/b", "Upper", "a")) {
            assertThatThrownBy(
                            () -> s3.putObject(request -> request.bucket(bucket).key("x"), RequestBody.fromString("x")))
                    .as(bucket)
                    .isInstanceOf(NoSuchBucketException.class);
        }
        assertThat(folder).isEmptyDirectory();
    }

    private void put(String key, String content) {
        s3.putObject(request -> request.bucket("quarantine").key(key), RequestBody.fromString(content));
    }

    private void putIfAbsent(String key, String content) {
        s3.putObject(
                request -> request.bucket("quarantine").key(key).ifNoneMatch("*"), RequestBody.fromString(content));
    }

    private String get(String key) {
        return s3.getObjectAsBytes(request -> request.bucket("quarantine").key(key))
                .asUtf8String();
    }
}
