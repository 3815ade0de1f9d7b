package io.towersense.cli.packaging;

import io.towersense.agent.command.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A version of what is deployed, the component for gateways and the functions for the cloud, ready to be written: the
 * content of each file by its path in the output folder.
 */
final class Release {
    static final String AGENT_JAR = "tower-agent.jar";

    private static final String FUNCTIONS = "towersense-functions";

    private final ComponentVersion version;
    private final Map<Path, byte[]> files;

    private Release(ComponentVersion version, Map<Path, byte[]> files) {
        this.version = version;
        this.files = files;
    }

    /** Makes it from a checkout that has been built. */
    static Release of(Path checkout, ComponentVersion version, Optional<String> bucket) throws IOException {
        Path greengrass = checkout.resolve("greengrass");
        Recipe recipe = Recipe.fill(greengrass.resolve("recipes").resolve(Recipe.FILE), version, bucket);
        Map<Path, byte[]> files = new LinkedHashMap<>();
        files.put(recipeFile(version), recipe.text().getBytes(StandardCharsets.UTF_8));
        for (String artifact : recipe.artifacts()) {
            files.put(
                    artifacts(version).resolve(artifact),
                    artifact.equals(AGENT_JAR)
                            ? AgentJar.of(checkout.resolve("edge-agent/target").resolve(AGENT_JAR), version)
                            : Files.readAllBytes(greengrass.resolve("artifacts").resolve(artifact)));
        }
        files.put(
                functions(version),
                Files.readAllBytes(checkout.resolve("cloud-functions/target").resolve(FUNCTIONS + ".zip")));
        return new Release(version, files);
    }

    /** The recipe in the output folder. */
    static Path recipeFile(ComponentVersion version) {
        return Path.of("recipes", Recipe.COMPONENT + "-" + version + ".yaml");
    }

    /** The folder of the artifacts in the output folder. */
    static Path artifacts(ComponentVersion version) {
        return Path.of("artifacts", Recipe.COMPONENT, version.text());
    }

    /** The functions' package in the output folder. */
    static Path functions(ComponentVersion version) {
        return Path.of("functions", FUNCTIONS + "-" + version + ".zip");
    }

    /** Bytes of each file, by its path in the output folder. */
    Map<Path, Integer> sizes() {
        Map<Path, Integer> sizes = new LinkedHashMap<>();
        files.forEach((path, content) -> sizes.put(path, content.length));
        return sizes;
    }

    /**
     * Writes it. What is there already and the same is left as it is.
     *
     * @throws CommandException if another package of this version is there, and is not to be replaced
     */
    void writeTo(Path output, boolean replaces) throws IOException {
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            Path target = output.resolve(file.getKey());
            if (!replaces && Files.exists(target) && !Arrays.equals(Files.readAllBytes(target), file.getValue())) {
                throw CommandException.wrong(
                        target + ": there is another " + version
                                + " already, and a gateway takes a version once; give a"
                                + " new --version, or --replace that one",
                        null);
            }
        }
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            Path target = output.resolve(file.getKey());
            Files.createDirectories(target.toAbsolutePath().getParent());
            Path next = target.resolveSibling(target.getFileName() + ".next");
            Files.write(next, file.getValue());
            Files.move(next, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
