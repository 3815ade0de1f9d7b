package io.towersense.sensor.onewire;

import io.towersense.sensor.sysfs.SysfsTree;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** A 1-Wire bus with DS18B20 as the kernel's w1_therm shows them. */
final class OneWireTree {
    static final String ID = "28-0316a2794dff";
    /** 21.5 °C at 12 bits. */
    static final String GOOD = "58014b467fff0810";

    private static final String MASTER = "w1_bus_master1";

    private final SysfsTree tree;

    OneWireTree(Path top) {
        tree = new SysfsTree(top, "bus/w1/devices");
    }

    Path root() {
        return tree.root();
    }

    /** Loads w1-gpio. */
    OneWireTree enable() {
        tree.plug("devices", MASTER).file(MASTER, "w1_master_slave_count", "1\n");
        return this;
    }

    OneWireTree disable() {
        tree.unplug(MASTER);
        return this;
    }

    /** Loads the kernel's 1-Wire, and no master. */
    OneWireTree load() {
        tree.load();
        return this;
    }

    OneWireTree plug(String id) {
        tree.plug("devices/" + MASTER, id).file(id, "name", id + "\n");
        return scratchpad(id, GOOD);
    }

    OneWireTree unplug(String id) {
        tree.unplug(id);
        return this;
    }

    /** What the sensor holds from now on: eight bytes in hexadecimal, to which the right checksum is added. */
    OneWireTree scratchpad(String id, String bytes) {
        return file(id, text(complete(bytes)));
    }

    OneWireTree file(String id, String text) {
        tree.file(id, "w1_slave", text);
        return this;
    }

    OneWireTree unloadDriver(String id) {
        tree.remove(id, "w1_slave");
        return this;
    }

    /** Eight bytes and their checksum. */
    static byte[] complete(String bytes) {
        byte[] eight = HexFormat.of().parseHex(bytes);
        byte[] nine = Arrays.copyOf(eight, 9);
        nine[8] = (byte) MaximCrc.of(eight, 8);
        return nine;
    }

    /** As the kernel writes them, with a temperature that is never to be believed. */
    static String text(byte[] nine) {
        int crc = MaximCrc.of(nine, 8);
        String verdict = crc == Byte.toUnsignedInt(nine[8]) ? "YES" : "NO";
        return text(nine, crc, verdict);
    }

    static String text(byte[] nine, int crc, String verdict) {
        String hex = HexFormat.ofDelimiter(" ").formatHex(nine);
        return String.format(Locale.ROOT, "%s : crc=%02x %s%n%s t=99999%n", hex, crc, verdict, hex);
    }
}
