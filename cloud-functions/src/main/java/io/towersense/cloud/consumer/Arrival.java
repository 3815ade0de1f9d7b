package io.towersense.cloud.consumer;

import io.towersense.telemetry.reading.Reading;
import java.time.Instant;
import java.util.Optional;

/**
 * A reading that arrived.
 *
 * @param message with which it came
 * @param index its place among the message's readings, from 0
 * @param reading with the rules that it breaks
 */
record Arrival(Message message, int index, Reading reading) {
    int position() {
        return message.record().position();
    }

    String deviceId() {
        return reading.deviceId();
    }

    Instant timestamp() {
        return reading.timestamp();
    }

    Optional<String> thing() {
        return message.thing();
    }

    boolean isResubmitted() {
        return message.isResubmitted();
    }
}
