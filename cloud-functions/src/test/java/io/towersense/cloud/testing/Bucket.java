package io.towersense.cloud.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** A bucket in memory, which can be made to fail. */
public final class Bucket implements S3Client {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile Runnable before = () -> {};

    @Override
    public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
        before.run();
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw SdkClientException.create("the bucket is out of reach");
        }
        try (var content = body.contentStreamProvider().newStream()) {
            objects.put(request.key(), content.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PutObjectResponse.builder().build();
    }

    /** What happens before each call, an error perhaps. */
    public void before(Runnable action) {
        before = action;
    }

    /** Lets the next writes fail. */
    public void failNext(int times) {
        failures.set(times);
    }

    public List<String> keys() {
        return List.copyOf(objects.keySet());
    }

    public List<JsonNode> contents() {
        return objects.values().stream().map(Bucket::json).toList();
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {}

    private static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
