package io.towersense.telemetry.message;

import java.time.Instant;

/**
 * A message as the IoT rule hands it on: the bytes as they were sent, and who sent them according to the topic.
 *
 * @param payload the message's bytes; not copied
 * @param thing the name of the thing that published it
 * @param receivedAt when the rule received it, to the millisecond
 */
@SuppressWarnings("ArrayRecordComponent") // a message is large; nobody changes it
public record Envelope(byte[] payload, String thing, Instant receivedAt) {}
