package io.towersense.cli.quarantine;

/**
 * A message on its way back.
 *
 * @param partitionKey under which the stream keeps it, as the IoT rule has it
 * @param data the record or event; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // a record is large; nobody changes it
record Delivery(Route route, String partitionKey, byte[] data) {}
