package io.towersense.local;

import io.towersense.local.rule.RuleAction;
import io.towersense.local.stream.LocalStream;
import io.towersense.local.stream.StreamFullException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;

/** Where records enter the stream: ours, or an emulator's. */
@FunctionalInterface
interface RecordSink {
    /**
     * Appends a record.
     *
     * @throws RuleAction.BusyException if the stream takes nothing for now
     */
    void put(String partitionKey, byte[] data) throws RuleAction.BusyException;

    static RecordSink into(LocalStream stream) {
        return (partitionKey, data) -> {
            try {
                stream.put(partitionKey, data);
            } catch (StreamFullException full) {
                throw new RuleAction.BusyException(String.valueOf(full.getMessage()), full);
            }
        };
    }

    static RecordSink into(KinesisClient kinesis, String stream) {
        return (partitionKey, data) -> {
            try {
                kinesis.putRecord(request ->
                        request.streamName(stream).partitionKey(partitionKey).data(SdkBytes.fromByteArrayUnsafe(data)));
            } catch (ProvisionedThroughputExceededException full) {
                throw new RuleAction.BusyException(String.valueOf(full.getMessage()), full);
            }
        };
    }
}
