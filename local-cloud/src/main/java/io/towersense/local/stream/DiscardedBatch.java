package io.towersense.local.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.towersense.telemetry.time.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A batch that an event source mapping gave up, for its on-failure destination.
 *
 * @param functionName the function that did not take it
 * @param streamArn the stream
 * @param shard the shard's id
 * @param records at least one, in order
 * @param condition {@link #RETRIES} or {@link #AGE}
 * @param invocations how often the function was tried with it
 * @param functionFailed whether the function itself failed, rather than named the records as failed
 * @param time when it was given up
 */
public record DiscardedBatch(
        String functionName,
        String streamArn,
        String shard,
        List<StreamRecord> records,
        String condition,
        int invocations,
        boolean functionFailed,
        Instant time) {
    /** The condition: the retries are used up. */
    public static final String RETRIES = "RetryAttemptsExhausted";

    /** The condition: the records are too old. */
    public static final String AGE = "RecordAgeExceeded";

    public DiscardedBatch {
        records = List.copyOf(records);
    }

    /** What AWS sends to a queue or a topic: metadata alone. The records must be fetched from the stream. */
    public ObjectNode metadata() {
        StreamRecord first = records.get(0);
        StreamRecord last = records.get(records.size() - 1);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("requestContext")
                .put("requestId", UUID.randomUUID().toString())
                .put("functionArn", "arn:aws:lambda:us-east-1:000000000000:function:" + functionName)
                .put("condition", condition)
                .put("approximateInvokeCount", invocations);
        ObjectNode response = document.putObject("responseContext");
        response.put("statusCode", 200).put("executedVersion", "$LATEST");
        if (functionFailed) {
            response.put("functionError", "Unhandled");
        } else {
            response.putNull("functionError");
        }
        document.put("version", "1.0").put("timestamp", Timestamps.format(time));
        document.putObject("KinesisBatchInfo")
                .put("shardId", shard)
                .put("startSequenceNumber", first.sequenceNumber())
                .put("endSequenceNumber", last.sequenceNumber())
                .put("approximateArrivalOfFirstRecord", Timestamps.format(first.arrival()))
                .put("approximateArrivalOfLastRecord", Timestamps.format(last.arrival()))
                .put("batchSize", records.size())
                .put("streamArn", streamArn);
        return document;
    }

    /** What AWS writes to a bucket: the metadata, and as {@code payload} the event that the function got, as text. */
    public ObjectNode withPayload() {
        return metadata().put("payload", KinesisEvents.json(streamArn, shard, records));
    }
}
