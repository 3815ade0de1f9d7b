package io.towersense.local.rule;

import java.time.Instant;

/**
 * A message that a rule looks at.
 *
 * @param topic without a Basic Ingest prefix
 * @param payload not copied
 * @param receivedAt when the rule got it
 */
@SuppressWarnings("ArrayRecordComponent") // a message may be large; nobody changes it
record RuleMessage(String topic, byte[] payload, Instant receivedAt) {}
