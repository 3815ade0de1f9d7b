package io.towersense.bench;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.Record;
import io.towersense.telemetry.codec.BatchCodec;
import io.towersense.telemetry.codec.EnvelopeCodec;
import io.towersense.telemetry.codec.ReadingCodec;
import io.towersense.telemetry.message.Envelope;
import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.rule.RuleSet;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/** How readings lie in events. */
public enum Shape {
    /** An event of 100 records with one bare reading each: the smallest that is worth a write group. */
    BARE(100, 1),
    /** An event of 20 records, each the envelope of a gateway's batch of 250 readings: a fleet that is busy. */
    BATCHES(5_000, 250);

    private static final String VERSION = RuleSet.DEFAULTS.version();

    private final int event;
    private final int record;

    Shape(int event, int record) {
        this.event = event;
        this.record = record;
    }

    /** Readings in an event. */
    int event() {
        return event;
    }

    String label() {
        int records = event / record;
        return records + " records of " + record + (record == 1 ? " reading" : " readings");
    }

    /** The readings in events of this shape. */
    List<KinesisEvent> events(List<Reading> readings) {
        List<KinesisEvent> events = new ArrayList<>();
        for (int start = 0; start < readings.size(); start += event) {
            List<Reading> part = readings.subList(start, Math.min(readings.size(), start + event));
            KinesisEvent kinesis = new KinesisEvent();
            List<KinesisEventRecord> records = new ArrayList<>();
            for (int first = 0; first < part.size(); first += record) {
                records.add(record(part.subList(first, Math.min(part.size(), first + record)), records.size()));
            }
            kinesis.setRecords(records);
            events.add(kinesis);
        }
        return events;
    }

    @SuppressWarnings("JavaUtilDate") // what Lambda's event holds
    private KinesisEventRecord record(List<Reading> readings, int number) {
        Record kinesis = new Record();
        kinesis.setSequenceNumber(String.format("%056d", number));
        kinesis.setPartitionKey(readings.get(0).deviceId());
        kinesis.setApproximateArrivalTimestamp(new Date());
        kinesis.setData(ByteBuffer.wrap(data(readings)));
        KinesisEventRecord outer = new KinesisEventRecord();
        outer.setEventSource("aws:kinesis");
        outer.setEventID("shardId-000000000000:" + kinesis.getSequenceNumber());
        outer.setKinesis(kinesis);
        return outer;
    }

    private byte[] data(List<Reading> readings) {
        if (this == BARE) {
            return ReadingCodec.encode(readings.get(0));
        }
        List<byte[]> encoded = readings.stream().map(ReadingCodec::encode).toList();
        byte[] batch = BatchCodec.join(VERSION, encoded, List.of());
        return EnvelopeCodec.encode(new Envelope(batch, "gateway-1", Instant.now()));
    }
}
