package io.towersense.telemetry.message;

/**
 * The cloud's word that it has finished with a message.
 *
 * @param id the message's, see {@link MessageId}
 * @param stored how many of its readings are in the table, 0 or more
 * @param quarantined how many are in quarantine, 0 or more
 */
public record Receipt(String id, long stored, long quarantined) {}
