package io.towersense.agent.configuration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an agent runs, as far as its configuration need not say it.
 *
 * @param folder from which relative paths are seen
 * @param dataFolder where it keeps what has to last, if nothing is said
 * @param nucleusThing the name under which a Greengrass nucleus runs it and carries its messages; empty where none does
 */
public record Surroundings(Path folder, DataFolder dataFolder, Optional<String> nucleusThing) {
    /** A machine on which the agent is a program by itself. */
    public static Surroundings machine(Path folder) {
        return new Surroundings(folder, DataFolder.standard(), Optional.empty());
    }

    /** The machine of a configuration file: relative paths are seen from the file's folder. */
    public static Surroundings of(Path file) {
        Path absolute = file.toAbsolutePath();
        return machine(Optional.ofNullable(absolute.getParent()).orElse(absolute));
    }

    /**
     * A Greengrass nucleus. Data that has to last is in the system's folder where the component may write into it, else
     * in {@code .towersense} in the component's work folder.
     *
     * @param thing the core's name, AWS_IOT_THING_NAME
     * @param workFolder the component's, which stays from version to version
     */
    public static Surroundings greengrass(String thing, Path workFolder) {
        Path systemWide = DataFolder.SYSTEM_WIDE;
        boolean isUsable = Files.isDirectory(systemWide) && Files.isWritable(systemWide);
        return new Surroundings(
                workFolder,
                isUsable ? new DataFolder(systemWide) : new DataFolder(workFolder.resolve(".towersense")),
                Optional.of(thing));
    }

    /** Whether messages travel over a nucleus, unless the configuration has a broker of its own. */
    public boolean hasNucleus() {
        return nucleusThing.isPresent();
    }
}
