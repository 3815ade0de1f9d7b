package io.towersense.agent.command;

import io.towersense.agent.configuration.ConfigurationFile;
import io.towersense.agent.configuration.DataFolder;
import io.towersense.agent.configuration.InvalidConfigurationException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command that looks on finds what the agent writes. */
final class DataFolderOptions {
    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "The agent's data folder. Without this: the one that --config names, else the environment"
                    + " variable TOWER_DATA, else /var/lib/towersense or ~/.towersense.")
    private @Nullable Path data;

    @Option(names = "--config", paramLabel = "FILE", description = "The agent's configuration, for its data folder.")
    private @Nullable Path config;

    DataFolder folder() {
        if (data != null) {
            return new DataFolder(data);
        }
        if (config != null) {
            try {
                return ConfigurationFile.readDataFolder(config);
            } catch (InvalidConfigurationException e) {
                throw CommandException.usage(e.lines(), e);
            }
        }
        String environment = System.getenv("TOWER_DATA");
        return environment == null || environment.isBlank()
                ? DataFolder.standard()
                : new DataFolder(Path.of(environment));
    }
}
