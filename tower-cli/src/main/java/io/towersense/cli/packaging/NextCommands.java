package io.towersense.cli.packaging;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What to run with a package that was made. */
final class NextCommands {
    private NextCommands() {}

    /** The commands, each a line for a shell: on a gateway itself without a bucket, else for one's account. */
    static List<String> of(Path output, ComponentVersion version, Optional<String> bucket) {
        return bucket.map(name -> List.of(
                        "aws s3 cp --recursive " + quoted(output.resolve(ComponentPackage.artifacts(version))) + " "
                                + Recipe.uri(name, version),
                        "aws greengrassv2 create-component-version --inline-recipe fileb://"
                                + quoted(output.resolve(ComponentPackage.recipeFile(version)))))
                .orElseGet(() -> List.of("sudo /greengrass/v2/bin/greengrass-cli deployment create --recipeDir "
                        + quoted(output.resolve("recipes")) + " --artifactDir " + quoted(output.resolve("artifacts"))
                        + " --merge " + Recipe.COMPONENT + "=" + version));
    }

    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_./+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
