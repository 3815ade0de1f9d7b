package io.towersense.local;

/**
 * How far things have come, counted since the start.
 *
 * @param telemetryReceived batches that the telemetry rule took from the broker
 * @param alarmsReceived alarm events that the alarms rule took
 * @param refused messages whose rule's action failed, now in quarantine
 * @param streamed records that this cloud put into the stream, bare ones among them
 * @param delivered records handed to the consumer, each as often as it was
 * @param givenUp records that the consumer never took, now in quarantine
 * @param stored writes of readings that the table confirmed; a reading that was delivered twice may count twice
 * @param notified notifications published
 * @param receipts receipts that the broker took for their gateways
 */
public record StageCounts(
        long telemetryReceived,
        long alarmsReceived,
        long refused,
        long streamed,
        long delivered,
        long givenUp,
        long stored,
        long notified,
        long receipts) {}
