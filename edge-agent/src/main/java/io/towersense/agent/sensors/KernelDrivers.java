package io.towersense.agent.sensors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The kernel's own drivers of I2C devices, as sysfs shows them: {@code 1-0077/driver} is a link to the driver of the
 * device at 0x77 on bus 1.
 *
 * @param devices {@code /sys/bus/i2c/devices}
 */
record KernelDrivers(Path devices) {
    /** The name of the driver that owns this address, if that can be told. */
    Optional<String> owner(int bus, int address) {
        Path link = devices.resolve(String.format(Locale.ROOT, "%d-%04x", bus, address))
                .resolve("driver");
        try {
            return Optional.ofNullable(Files.readSymbolicLink(link).getFileName())
                    .map(Path::toString);
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }
}
