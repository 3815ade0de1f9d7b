package io.towersense.sensor.chip;

import java.util.List;
import java.util.Locale;

/**
 * Where a kind of chip can be on a bus.
 *
 * @param all the default first
 * @param pins how the others are chosen, for a technician: {@code the address is 0x77 when SDO is high}, by position
 */
public record ChipAddresses(List<Integer> all, List<String> pins) {
    public ChipAddresses {
        all = List.copyOf(all);
        pins = List.copyOf(pins);
    }

    /**
     * Two addresses chosen by one pin.
     *
     * @param low where the pin is low
     * @param high where it is high
     */
    public static ChipAddresses ofPin(String pin, int low, int high) {
        return new ChipAddresses(List.of(low, high), List.of(pin + " is low", pin + " is high"));
    }

    /** The one that counts where nothing is said. */
    public int usual() {
        return all.get(0);
    }

    /** Where else the chip may be: {@code the address is 0x77 when SDO is high}; or where it must be. */
    public String hint(int address) {
        int other = all.stream().filter(known -> known != address).findFirst().orElse(usual());
        if (all.size() == pins.size() && other != address) {
            return "the address is " + hex(other) + " when " + pins.get(all.indexOf(other));
        }
        return "it can be at "
                + String.join(", ", all.stream().map(ChipAddresses::hex).toList());
    }

    /** An address as a person writes it: {@code 0x76}. */
    public static String hex(int address) {
        return String.format(Locale.ROOT, "0x%02x", address);
    }
}
