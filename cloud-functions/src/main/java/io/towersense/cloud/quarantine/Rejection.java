package io.towersense.cloud.quarantine;

/**
 * One reading of a record that cannot be stored.
 *
 * @param index its place among the record's readings, from 0
 * @param detail one sentence that says what is wrong
 * @param json the reading
 */
public record Rejection(int index, QuarantineReason reason, String detail, String json) {}
