package io.towersense.sensor.i2c.trace;

import java.nio.file.Path;
import java.util.List;

/**
 * The traffic between a driver and its chip.
 *
 * @param file where it was recorded, for messages
 * @param transfers in their order
 */
public record Recording(Path file, RecordingHeader header, List<RecordedTransfer> transfers) implements Trace {
    public Recording {
        transfers = List.copyOf(transfers);
    }

    /**
     * A transfer in a file.
     *
     * @param line on which it stands, from 1
     */
    public record RecordedTransfer(int line, Transfer transfer) {}
}
