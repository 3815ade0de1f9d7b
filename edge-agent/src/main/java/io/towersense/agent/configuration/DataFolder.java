package io.towersense.agent.configuration;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where an agent keeps what has to last, and what of it lies where. */
public record DataFolder(Path path) {
    static final Path SYSTEM_WIDE = Path.of("/var/lib/towersense");

    public DataFolder {
        path = path.toAbsolutePath().normalize();
    }

    /** Where it is when nothing is said: {@code /var/lib/towersense} where that is there, else {@code ~/.towersense}. */
    public static DataFolder standard() {
        return new DataFolder(
                Files.isDirectory(SYSTEM_WIDE)
                        ? SYSTEM_WIDE
                        : Path.of(System.getProperty("user.home", "."), ".towersense"));
    }

    /** The folder of the outbox. */
    public Path outbox() {
        return path.resolve("outbox");
    }

    /** The alert log that people read. */
    public Path alertLog() {
        return path.resolve("alerts.log");
    }

    /** The alert log that programs read. */
    public Path alertLines() {
        return path.resolve("alerts.jsonl");
    }

    /** The overrides that were last in force. */
    public Path overrides() {
        return path.resolve("overrides.json");
    }

    /** How the agent is doing. */
    public Path status() {
        return path.resolve("status.json");
    }
}
