package io.towersense.telemetry.message;

import io.towersense.telemetry.reading.Reading;
import java.util.List;
import java.util.Optional;

/**
 * A gateway's message as it was understood.
 *
 * @param rulesVersion of the rules by which the gateway judged the readings; empty where it judged none
 * @param readings those that keep the contract, in the order in which they were sent
 * @param rejected those that do not
 * @param gaps what is missing
 */
public record Batch(Optional<String> rulesVersion, List<Reading> readings, List<Rejected> rejected, List<Gap> gaps) {
    /** Most bytes of a message on the wire. */
    public static final int MOST_WIRE_BYTES = 96 * 1024;
    /** Most bytes of a message when inflated. */
    public static final int MOST_INFLATED_BYTES = 1024 * 1024;
    /** Most readings in a message. */
    public static final int MOST_READINGS = 5_000;

    public Batch {
        readings = List.copyOf(readings);
        rejected = List.copyOf(rejected);
        gaps = List.copyOf(gaps);
    }
}
