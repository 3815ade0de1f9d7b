package io.towersense.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.towersense.local.aws.LocalS3;
import io.towersense.local.rule.RuleAction;
import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The way from another process into the local cloud, in the place of calls to Kinesis and Lambda: a folder beside the
 * quarantine, a file for each record or event, which the cloud takes in their order as soon as it runs. Thread-safe.
 */
public final class Inbox {
    private static final String BUCKET = "inbox";
    private static final String PARTITION_KEY = "partition_key";
    private static final String DATA = "data";
    private static final JsonMapper JSON = new JsonMapper();

    private final S3Client files;
    private final Clock clock;
    private final AtomicLong handedIn = new AtomicLong();

    private Inbox(S3Client files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    /** The inbox of the local cloud with that data folder, whether it runs or not. */
    public static Inbox of(Path dataFolder, Clock clock) {
        return new Inbox(new LocalS3(dataFolder, clock), clock);
    }

    /** Hands in a record for the stream. */
    public void putRecord(String partitionKey, byte[] data) {
        handIn(JsonNodeFactory.instance.objectNode().put(PARTITION_KEY, partitionKey), data);
    }

    /** Hands in an event for the alert handler. */
    public void invokeAlertHandler(byte[] event) {
        handIn(JsonNodeFactory.instance.objectNode(), event);
    }

    /** Whether everything has been taken. */
    public boolean isEmpty() {
        return files.listObjectsV2(request -> request.bucket(BUCKET).maxKeys(1))
                .contents()
                .isEmpty();
    }

    /**
     * Takes what is there, in order; a crash between taking and deleting repeats one.
     *
     * @throws RuleAction.BusyException if the rest has to wait
     */
    void takeAll(RecordSink stream, AlertEvents alertHandler) throws RuleAction.BusyException, IOException {
        for (S3Object object :
                files.listObjectsV2Paginator(request -> request.bucket(BUCKET)).contents()) {
            byte[] content = files.getObjectAsBytes(
                            request -> request.bucket(BUCKET).key(object.key()))
                    .asByteArray();
            JsonNode handed = JSON.readTree(content);
            byte[] data = handed.path(DATA).binaryValue();
            if (data == null) {
                throw new IOException(BUCKET + "/" + object.key() + " is nothing that tower put there: delete it");
            }
            if (handed.has(PARTITION_KEY)) {
                stream.put(handed.path(PARTITION_KEY).asText(), data);
            } else {
                alertHandler.accept(data);
            }
            files.deleteObject(request -> request.bucket(BUCKET).key(object.key()));
        }
    }

    private void handIn(ObjectNode handed, byte[] data) {
        String key = String.format(
                Locale.ROOT,
                "%015d-%06d-%s.json",
                clock.now().toEpochMilli(),
                handedIn.incrementAndGet(),
                UUID.randomUUID());
        files.putObject(
                request -> request.bucket(BUCKET).key(key),
                RequestBody.fromString(handed.put(DATA, data).toString()));
    }

    /** Where events for the alert handler go. */
    @FunctionalInterface
    interface AlertEvents {
        void accept(byte[] event) throws RuleAction.BusyException;
    }
}
