package io.towersense.local.rule;

/**
 * What a rule makes of a message.
 *
 * @param partitionKey of the stream that its action writes to; empty where it writes to none
 * @param json the columns of its SQL as one object
 */
@SuppressWarnings("ArrayRecordComponent") // a message may be large; nobody changes it
public record RuleResult(String partitionKey, byte[] json) {}
