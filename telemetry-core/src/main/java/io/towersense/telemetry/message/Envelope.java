package io.towersense.telemetry.message;

import java.time.Instant;
import java.util.Optional;

/**
 * A message as the IoT rule hands it on: the bytes as they were sent, and who sent them according to the topic.
 *
 * @param payload the message's bytes; not copied
 * @param thing the name of the thing that published it
 * @param receivedAt when the rule received it, to the millisecond
 * @param resubmittedFrom the key of the object in quarantine, where an operator put the message back from there: 1 to
 *     {@value #LONGEST_KEY} printable characters
 */
@SuppressWarnings("ArrayRecordComponent") // a message is large; nobody changes it
public record Envelope(byte[] payload, String thing, Instant receivedAt, Optional<String> resubmittedFrom) {
    /** The most characters of an object's key, as S3 has it. */
    public static final int LONGEST_KEY = 1_024;

    /** As it comes from the rule. */
    public Envelope(byte[] payload, String thing, Instant receivedAt) {
        this(payload, thing, receivedAt, Optional.empty());
    }

    /** The same message, put back from quarantine. */
    public Envelope resubmittedFrom(String key) {
        return new Envelope(payload, thing, receivedAt, Optional.of(key));
    }
}
