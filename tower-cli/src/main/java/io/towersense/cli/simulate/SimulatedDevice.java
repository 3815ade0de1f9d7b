package io.towersense.cli.simulate;

import io.towersense.telemetry.reading.Reading;
import java.time.Instant;

/** A device that measures when asked. */
interface SimulatedDevice {
    Reading measure(Instant now);
}
