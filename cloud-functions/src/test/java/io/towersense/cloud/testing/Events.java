package io.towersense.cloud.testing;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.towersense.telemetry.codec.EnvelopeCodec;
import io.towersense.telemetry.message.Envelope;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** Events of a Kinesis stream. */
public final class Events {
    private Events() {}

    /** A record of these bytes; its sequence number is made from {@code number}. */
    public static KinesisEventRecord record(int number, byte[] data, Instant arrivedAt) {
        KinesisEvent.Record kinesis = new KinesisEvent.Record();
        kinesis.setSequenceNumber(sequenceNumber(number));
        kinesis.setPartitionKey("any");
        kinesis.setApproximateArrivalTimestamp(Date.from(arrivedAt));
        kinesis.setData(ByteBuffer.wrap(data));
        KinesisEventRecord record = new KinesisEventRecord();
        record.setEventSource("aws:kinesis");
        record.setEventID("shardId-000000000000:" + sequenceNumber(number));
        record.setKinesis(kinesis);
        return record;
    }

    public static String sequenceNumber(int number) {
        return "4959033827149025660855969254%012d".formatted(number);
    }

    public static KinesisEvent of(List<KinesisEventRecord> records) {
        KinesisEvent event = new KinesisEvent();
        event.setRecords(records);
        return event;
    }

    /** An event of these payloads, numbered from 0. */
    public static KinesisEvent of(Instant arrivedAt, byte[]... payloads) {
        List<KinesisEventRecord> records = new ArrayList<>();
        for (byte[] payload : payloads) {
            records.add(record(records.size(), payload, arrivedAt));
        }
        return of(records);
    }

    /** An event of these payloads, numbered from 0. */
    public static KinesisEvent of(Instant arrivedAt, List<byte[]> payloads) {
        return of(arrivedAt, payloads.toArray(byte[][]::new));
    }

    /** What is left of an event when it comes again from the record that the answer names. */
    public static KinesisEvent again(KinesisEvent event, StreamsEventResponse answer) {
        String first = answer.getBatchItemFailures().get(0).getItemIdentifier();
        return of(event.getRecords().stream()
                .filter(record -> record.getKinesis().getSequenceNumber().compareTo(first) >= 0)
                .toList());
    }

    /** A reading's JSON. */
    public static byte[] reading(String device, Instant time, Map<String, String> values) {
        StringBuilder json = new StringBuilder("{\"device_id\":\"" + device + "\",\"timestamp\":\"" + time + "\"");
        values.forEach((name, value) -> json.append(",\"" + name + "\":" + value));
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A reading's JSON with a temperature and a humidity and a pressure that are fine. */
    public static byte[] reading(String device, Instant time, double temperature) {
        return reading(
                device,
                time,
                Map.of(
                        "temperature",
                        BigDecimal.valueOf(temperature).toString(),
                        "humidity",
                        "45.2",
                        "pressure",
                        "1013.25"));
    }

    /** The same message, put back from quarantine. */
    public static byte[] resubmitted(String key, String thing, Instant receivedAt, byte[] payload) {
        return EnvelopeCodec.encode(new Envelope(payload, thing, receivedAt).resubmittedFrom(key));
    }

    public static byte[] enveloped(String thing, Instant receivedAt, byte[] payload) {
        return EnvelopeCodec.encode(new Envelope(payload, thing, receivedAt));
    }
}
