package io.towersense.agent.status;

import io.towersense.agent.configuration.AgentConfiguration;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code status.json} in the data folder, always whole: it is replaced, never written over. Whether it reaches the disk
 * does not matter, and is not waited for.
 */
public final class StatusFile {
    private static final Logger LOG = LoggerFactory.getLogger(StatusFile.class);

    private final AgentConfiguration configuration;
    private final String bootId;
    private final Path file;
    private final Path next;
    private boolean hasFailed;

    public StatusFile(AgentConfiguration configuration, String bootId) {
        this.configuration = configuration;
        this.bootId = bootId;
        this.file = configuration.dataFolder().status();
        this.next = file.resolveSibling("status.json.next");
    }

    /** Writes how a running agent is doing. Where the disk takes nothing, the old one stands and grows stale. */
    public void write(AgentStatus status) {
        write(StatusJson.encode(status, configuration, bootId, "running"));
    }

    /** Writes how an agent was doing when it ended. */
    public void writeStopped(AgentStatus status) {
        write(StatusJson.encode(status, configuration, bootId, "stopped"));
    }

    private synchronized void write(byte[] json) {
        try {
            try (FileOutputStream out = new FileOutputStream(next.toFile())) {
                out.write(json);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            hasFailed = false;
        } catch (IOException e) {
            if (!hasFailed) {
                LOG.warn("{} cannot be written: {}", file, e.getMessage());
            }
            hasFailed = true;
        }
    }
}
