package io.towersense.agent.judging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * This boot of the machine: as long as it lasts, all processes share one boot clock.
 *
 * @param id never the same for two boots
 */
public record Boot(String id) {
    private static final Path LINUX = Path.of("/proc/sys/kernel/random/boot_id");

    /** The boot that this process runs in; elsewhere than on Linux every process counts as a boot of its own. */
    public static Boot current() {
        try {
            return new Boot(Files.readString(LINUX).strip());
        } catch (IOException e) {
            return new Boot(UUID.randomUUID().toString());
        }
    }
}
