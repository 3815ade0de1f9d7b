package io.towersense.agent.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A configuration as a text, YAML or JSON, and what it means. */
public final class ConfigurationFile {
    private static final long LARGEST = 1024 * 1024;

    private ConfigurationFile() {}

    /**
     * Reads a file. Relative paths in it are seen from its folder.
     *
     * @throws InvalidConfigurationException with everything that is wrong with it
     */
    public static AgentConfiguration read(Path file, Drivers drivers) {
        return parse(bytes(file), file.toString(), Surroundings.of(file), drivers);
    }

    /**
     * Reads only where the data folder is, from a file that may be wrong otherwise: what only looks on has no drivers
     * and needs none.
     *
     * @throws InvalidConfigurationException if the file cannot be read or its data folder is wrong
     */
    public static DataFolder readDataFolder(Path file) {
        Problems problems = new Problems();
        Fields root = new Fields("", YamlTree.parse(bytes(file), problems), problems);
        DataFolder dataFolder = new StorageReader(Surroundings.of(file)).dataFolder(root);
        problems.failIfAny(file.toString());
        return dataFolder;
    }

    /**
     * Reads a text.
     *
     * @param source how errors call it
     * @param folder from which relative paths are seen
     * @throws InvalidConfigurationException with everything that is wrong with it
     */
    public static AgentConfiguration parse(byte[] text, String source, Path folder, Drivers drivers) {
        return parse(text, source, Surroundings.machine(folder), drivers);
    }

    private static AgentConfiguration parse(byte[] text, String source, Surroundings surroundings, Drivers drivers) {
        Problems problems = new Problems();
        Node.Section tree = YamlTree.parse(text, problems);
        if (tree.values().isEmpty()) {
            problems.failIfAny(source);
        }
        AgentConfiguration configuration =
                new ConfigurationReader(surroundings, drivers).read(new Fields("", tree, problems));
        problems.failIfAny(source);
        return configuration;
    }

    /** The same problems, placed on the lines of the file where their values stand, where they stand there. */
    public static InvalidConfigurationException located(Path file, InvalidConfigurationException invalid) {
        Map<String, Integer> lines = new HashMap<>();
        locate(YamlTree.parse(bytes(file), new Problems()), "", lines);
        List<Problem> problems = invalid.problems().stream()
                .map(problem -> new Problem(problem.path(), lineOf(problem, lines), problem.text()))
                .toList();
        return new InvalidConfigurationException(file.toString(), problems);
    }

    /** The line of the value, or of the nearest section around it that is there. */
    private static OptionalInt lineOf(Problem problem, Map<String, Integer> lines) {
        String path = problem.path();
        while (!path.isEmpty() && !lines.containsKey(path)) {
            path = path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
        }
        Integer line = lines.get(path);
        return line == null ? problem.line() : OptionalInt.of(line);
    }

    private static void locate(Node node, String path, Map<String, Integer> lines) {
        lines.put(path, node.line());
        if (node instanceof Node.Section section) {
            section.values().forEach((key, value) -> locate(value, path.isEmpty() ? key : path + "." + key, lines));
        } else if (node instanceof Node.Listing listing) {
            for (int i = 0; i < listing.values().size(); i++) {
                locate(listing.values().get(i), path + "[" + i + "]", lines);
            }
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw unusable(file, "is larger than 1 MiB; that is no configuration");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw unusable(file, "is not there; name the configuration with --config");
        } catch (IOException e) {
            String reason =
                    Files.isDirectory(file) ? "is a folder; name the file in it" : "cannot be read: " + e.getMessage();
            throw unusable(file, reason);
        }
    }

    private static InvalidConfigurationException unusable(Path file, String reason) {
        return new InvalidConfigurationException(
                file.toString(), List.of(new Problem("", OptionalInt.empty(), reason)));
    }
}
