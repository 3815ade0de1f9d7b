package io.towersense.cloud.consumer;

import com.amazonaws.services.lambda.runtime.events.KinesisEvent;
import com.amazonaws.services.lambda.runtime.events.KinesisEvent.KinesisEventRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record of the stream.
 *
 * @param position its place in the event, from 0
 * @param sequenceNumber by which the answer names it
 * @param data not copied
 * @param arrivedAt when the stream took it
 */
@SuppressWarnings("ArrayRecordComponent") // a record is large; nobody changes it
record StreamRecord(int position, String sequenceNumber, byte[] data, Instant arrivedAt) {

    /**
     * The event's records, in its order.
     *
     * @param now for a record that does not say when it arrived
     * @throws IllegalArgumentException if this is no event of a Kinesis stream
     */
    static List<StreamRecord> of(@Nullable KinesisEvent event, Instant now) {
        if (event == null || event.getRecords() == null) {
            return List.of();
        }
        List<StreamRecord> records = new ArrayList<>();
        for (KinesisEventRecord record : event.getRecords()) {
            records.add(of(records.size(), record, now));
        }
        return records;
    }

    private static StreamRecord of(int position, @Nullable KinesisEventRecord record, Instant now) {
        KinesisEvent.@Nullable Record kinesis = record == null ? null : record.getKinesis();
        if (kinesis == null || kinesis.getSequenceNumber() == null) {
            throw new IllegalArgumentException("Records[" + position + "].kinesis: is missing or has no sequenceNumber;"
                    + " this function takes the events of a Kinesis stream");
        }
        Instant arrivedAt = Optional.ofNullable(kinesis.getApproximateArrivalTimestamp())
                .map(Date::toInstant)
                .orElse(now);
        return new StreamRecord(position, kinesis.getSequenceNumber(), bytes(kinesis.getData()), arrivedAt);
    }

    private static byte[] bytes(@Nullable ByteBuffer data) {
        if (data == null) {
            return new byte[0];
        }
        ByteBuffer view = data.duplicate();
        byte[] bytes = new byte[view.remaining()];
        view.get(bytes);
        return bytes;
    }
}
