package io.towersense.local.stream;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Objects;

/** A record of a stream: bytes, the key that chose its shard, and its place in it. */
public final class StreamRecord {
    private final String partitionKey;
    private final byte[] data;
    private final String sequenceNumber;
    private final Instant arrival;

    /**
     * @param partitionKey what chose the shard
     * @param data the bytes; not copied
     * @param sequenceNumber a decimal number that grows within a shard
     * @param arrival when the stream took it
     */
    public StreamRecord(String partitionKey, byte[] data, String sequenceNumber, Instant arrival) {
        this.partitionKey = Objects.requireNonNull(partitionKey);
        this.data = data;
        this.sequenceNumber = Objects.requireNonNull(sequenceNumber);
        this.arrival = Objects.requireNonNull(arrival);
    }

    public String partitionKey() {
        return partitionKey;
    }

    /** The bytes; not copied. */
    public byte[] data() {
        return data;
    }

    public String sequenceNumber() {
        return sequenceNumber;
    }

    public Instant arrival() {
        return arrival;
    }

    /** The sequence number as a number: longer texts are larger, whatever their first digit. */
    BigInteger order() {
        return new BigInteger(sequenceNumber);
    }

    @Override
    public String toString() {
        return sequenceNumber + " (" + data.length + " bytes of " + partitionKey + ")";
    }
}
