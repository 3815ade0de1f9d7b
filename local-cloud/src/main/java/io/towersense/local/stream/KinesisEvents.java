package io.towersense.local.stream;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Date;
import java.util.List;

/** Records as the event that a function gets. */
final class KinesisEvents {
    /** The largest event that Lambda hands to a function, in bytes. */
    static final long LARGEST_PAYLOAD = 6L << 20;

    private static final String ROLE = "arn:aws:iam::000000000000:role/local";
    private static final String REGION = "us-east-1";

    /** What a record's JSON needs beside its data, its key and its numbers. */
    private static final int FIELDS = 420;

    private KinesisEvents() {}

    /** The event, whose data nobody can change for the next delivery. */
    static KinesisEvent event(String streamArn, String shard, List<StreamRecord> records) {
        KinesisEvent event = new KinesisEvent();
        event.setRecords(records.stream()
                .map(record -> eventRecord(streamArn, shard, record))
                .toList());
        return event;
    }

    /** The bytes that a record takes in the event's JSON, within a few. */
    static long payloadBytes(StreamRecord record) {
        long base64 = (record.data().length + 2) / 3 * 4L;
        return base64
                + record.partitionKey().length()
                + 2L * record.sequenceNumber().length()
                + FIELDS;
    }

    /** The event's JSON. */
    static String json(String streamArn, String shard, List<StreamRecord> records) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode array = document.putArray("Records");
        for (StreamRecord record : records) {
            ObjectNode node = array.addObject();
            node.putObject("kinesis")
                    .put("kinesisSchemaVersion", "1.0")
                    .put("partitionKey", record.partitionKey())
                    .put("sequenceNumber", record.sequenceNumber())
                    .put("data", Base64.getEncoder().encodeToString(record.data()))
                    .put(
                            "approximateArrivalTimestamp",
                            BigDecimal.valueOf(record.arrival().toEpochMilli(), 3));
            node.put("eventSource", "aws:kinesis")
                    .put("eventVersion", "1.0")
                    .put("eventID", shard + ":" + record.sequenceNumber())
                    .put("eventName", "aws:kinesis:record")
                    .put("invokeIdentityArn", ROLE)
                    .put("awsRegion", REGION)
                    .put("eventSourceARN", streamArn);
        }
        return document.toString();
    }

    private static KinesisEvent.KinesisEventRecord eventRecord(String streamArn, String shard, StreamRecord record) {
        KinesisEvent.Record kinesis = new KinesisEvent.Record();
        kinesis.setKinesisSchemaVersion("1.0");
        kinesis.setPartitionKey(record.partitionKey());
        kinesis.setSequenceNumber(record.sequenceNumber());
        kinesis.setApproximateArrivalTimestamp(Date.from(record.arrival()));
        kinesis.setData(ByteBuffer.wrap(record.data().clone()));
        KinesisEvent.KinesisEventRecord eventRecord = new KinesisEvent.KinesisEventRecord();
        eventRecord.setKinesis(kinesis);
        eventRecord.setEventSource("aws:kinesis");
        eventRecord.setEventVersion("1.0");
        eventRecord.setEventID(shard + ":" + record.sequenceNumber());
        eventRecord.setEventName("aws:kinesis:record");
        eventRecord.setInvokeIdentityArn(ROLE);
        eventRecord.setAwsRegion(REGION);
        eventRecord.setEventSourceARN(streamArn);
        return eventRecord;
    }
}
