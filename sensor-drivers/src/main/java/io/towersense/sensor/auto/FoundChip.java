package io.towersense.sensor.auto;

import io.towersense.sensor.chip.ChipAddresses;
import io.towersense.sensor.chip.ChipProvider;

/**
 * A chip that was found.
 *
 * @param chip its name, such as {@code BME280}
 */
record FoundChip(ChipProvider provider, String chip, int bus, int address) {
    @Override
    public String toString() {
        return chip + " at " + ChipAddresses.hex(address) + " on bus " + bus;
    }
}
