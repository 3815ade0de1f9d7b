package io.towersense.telemetry.message;

/**
 * The cloud's word that it has finished with a message.
 *
 * @param id the message's id: SHA-256 of its bytes in lower-case hex
 * @param stored how many of its readings are in the table
 * @param quarantined how many are in quarantine
 */
public record Receipt(String id, long stored, long quarantined) {}
