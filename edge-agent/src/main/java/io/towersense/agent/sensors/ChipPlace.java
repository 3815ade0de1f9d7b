package io.towersense.agent.sensors;

import io.towersense.sensor.DriverOptions;
import io.towersense.sensor.chip.ChipAddresses;
import io.towersense.sensor.chip.ChipProvider;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a chip is.
 *
 * @param bus the number of its bus
 * @param address 7 bits
 */
record ChipPlace(int bus, int address) {
    static final String BUS = "bus";
    static final String ADDRESS = "address";

    private static final int USUAL_BUS = 1;

    /** Where a driver's chip is if nothing is said of it. */
    static ChipPlace usual(ChipProvider provider) {
        return new ChipPlace(USUAL_BUS, provider.addresses().usual());
    }

    /** Where these options say that it is; both are there, and a driver has accepted them. */
    static ChipPlace of(DriverOptions options) {
        return new ChipPlace(
                options.whole(BUS).orElseThrow().intValue(),
                options.whole(ADDRESS).orElseThrow().intValue());
    }

    /** The options, which say this place where they say none. */
    DriverOptions unlessIn(DriverOptions options) {
        Map<String, String> values = new HashMap<>(options.values());
        values.putIfAbsent(BUS, String.valueOf(bus));
        values.putIfAbsent(ADDRESS, hexAddress());
        return new DriverOptions(values);
    }

    /** The options that say nothing of a place. */
    static DriverOptions without(DriverOptions options) {
        Map<String, String> values = new HashMap<>(options.values());
        values.remove(BUS);
        values.remove(ADDRESS);
        return new DriverOptions(values);
    }

    String hexAddress() {
        return ChipAddresses.hex(address);
    }

    /** {@code 0x76 on bus 1}. */
    @Override
    public String toString() {
        return hexAddress() + " on bus " + bus;
    }
}
