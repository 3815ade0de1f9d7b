package io.towersense.agent.configuration;

import io.towersense.agent.outbox.OutboxSettings;
import io.towersense.telemetry.message.Topics;
import io.towersense.telemetry.rule.RuleSet;
import io.towersense.telemetry.value.Identifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
        return parse(bytes(file), file.toString(), folder, drivers);
    }

    /**
     * Reads only where the data folder is, from a file that may be wrong otherwise: what only looks on has no drivers
     * and needs none.
     *
     * @throws InvalidConfigurationException if the file cannot be read or its data folder is wrong
     */
    public static DataFolder readDataFolder(Path file) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file.toAbsolutePath());
        Problems problems = new Problems();
        Fields root = new Fields("", YamlTree.parse(bytes(file), problems), problems);
        DataFolder dataFolder = new StorageReader(folder).dataFolder(root);
        failIfAny(problems, file.toString());
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
        Problems problems = new Problems();
        Node.Section tree = YamlTree.parse(text, problems);
        if (tree.values().isEmpty()) {
            failIfAny(problems, source);
        }
        AgentConfiguration configuration = read(new Fields("", tree, problems), folder, drivers);
        failIfAny(problems, source);
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

    private static AgentConfiguration read(Fields root, Path folder, Drivers drivers) {
        root.require("gateway", "{thing: tower-0042}");
        Gateway gateway = gateway(root.section("gateway"), root.hasSection("gateway"));
        Site site = site(root.section("site"));
        List<Device> devices = new DevicesReader(drivers).read(root);
        RuleSet rules = RulesReader.read(root);
        UplinkConfiguration uplink = new UplinkReader(folder).read(root.section("uplink"), gateway.thing());
        StorageReader storage = new StorageReader(folder);
        Fields outbox = root.section("outbox");
        Optional<Path> outboxFolder = storage.outboxFolder(outbox);
        OutboxSettings outboxSettings = StorageReader.outbox(outbox);
        AlertLogSettings alertLog = StorageReader.alertLog(root.section("alert_log"));
        DataFolder dataFolder = storage.dataFolder(root);
        root.finish();
        return new AgentConfiguration(
                gateway, site, devices, rules, uplink, outboxSettings, outboxFolder, alertLog, dataFolder);
    }

    private static Gateway gateway(Fields fields, boolean isThere) {
        if (isThere) {
            fields.require("thing", "tower-0042");
        }
        String thing = fields.text("thing", Topics::isThing, "1 to 128 letters, digits and : _ -")
                .orElse("unknown");
        String name = fields.words("name").orElse(thing);
        fields.finish();
        return new Gateway(thing, name);
    }

    private static Site site(Fields fields) {
        Optional<String> id = fields.text("id", Identifier::isIdentifier, Identifier.DESCRIPTION);
        Site site = new Site(id, fields.words("name"), fields.words("place"), fields.words("what_to_do"));
        fields.finish();
        return site;
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

    private static void failIfAny(Problems problems, String source) {
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(source, problems.sorted());
        }
    }
}
