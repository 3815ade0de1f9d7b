package io.towersense.sensor.scan;

import io.towersense.sensor.SensorProblem;
import io.towersense.sensor.scan.Occupant.Recognised;
import java.util.List;
import java.util.Optional;

/**
 * What a scan has found on a bus.
 *
 * @param number the bus' number, as in {@code /dev/i2c-1}
 * @param occupants by ascending address; at every other address that was asked there is nothing
 * @param problem why the bus could not be asked, or not to the end
 */
public record ScannedBus(int number, List<Occupant> occupants, Optional<SensorProblem> problem) {
    public ScannedBus {
        occupants = List.copyOf(occupants);
    }

    /** The chips that a driver knows, by ascending address. */
    public List<Recognised> recognised() {
        return occupants.stream()
                .filter(Recognised.class::isInstance)
                .map(Recognised.class::cast)
                .toList();
    }
}
