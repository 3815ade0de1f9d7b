package io.towersense.cloud.quarantine;

/**
 * One reading of a record that cannot be stored.
 *
 * @param index its place among the record's readings, from 0
 * @param detail one sentence that says what is wrong
 * @param json the reading
 * @param attempts how often it was tried
 */
public record Rejection(int index, QuarantineReason reason, String detail, String json, int attempts) {}
