package io.towersense.agent.outbox;

/**
 * A message that waits for the cloud, never changed once made.
 *
 * @param sequence its place in the outbox: a later message has a larger one
 * @param id SHA-256 of the payload in lower-case hex
 * @param payload the bytes as they travel; not copied
 * @param readings how many readings it carries; 0 in the lane of alarms
 * @param refusals how often the broker has refused it
 */
@SuppressWarnings("ArrayRecordComponent") // a message is large; nobody changes it
public record OutboxMessage(long sequence, String id, Lane lane, byte[] payload, int readings, int refusals) {
    /** The same message, of which somebody else keeps the bytes. */
    public OutboxMessage withoutPayload() {
        return new OutboxMessage(sequence, id, lane, new byte[0], readings, refusals);
    }

    /** The same message, refused so many times more. */
    public OutboxMessage refusedMore(int times) {
        return new OutboxMessage(sequence, id, lane, payload, readings, refusals + times);
    }
}
