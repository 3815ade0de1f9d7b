package io.towersense.telemetry.message;

/**
 * One reading within a batch that breaks the contract.
 *
 * @param index its place among the batch's readings, from 0
 * @param json its text as it was sent
 * @param reason one sentence that names the field
 */
public record Rejected(int index, String json, String reason) {}
