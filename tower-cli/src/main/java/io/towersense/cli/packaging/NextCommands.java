package io.towersense.cli.packaging;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What to run with a package that was made. */
final class NextCommands {
    private NextCommands() {}

    /** The component's, each a line for a shell: on a gateway itself without a bucket, else for one's account. */
    static List<String> component(Path output, ComponentVersion version, Optional<String> bucket) {
        return bucket.map(name -> List.of(
                        "aws s3 cp --recursive " + quoted(output.resolve(Release.artifacts(version))) + " "
                                + Recipe.uri(name, version),
                        "aws greengrassv2 create-component-version --inline-recipe fileb://"
                                + quoted(output.resolve(Release.recipeFile(version)))))
                .orElseGet(() -> List.of("sudo /greengrass/v2/bin/greengrass-cli deployment create --recipeDir "
                        + quoted(output.resolve("recipes")) + " --artifactDir " + quoted(output.resolve("artifacts"))
                        + " --merge " + Recipe.COMPONENT + "=" + version));
    }

    /** The functions', by the smallest configuration that there is. */
    static List<String> functions(Path checkout, Path output, ComponentVersion version) {
        String folder = quoted(checkout.resolve("terraform/examples/minimal"));
        return List.of(
                "terraform -chdir=" + folder + " init",
                "terraform -chdir=" + folder + " apply -var functions_package="
                        + quoted(output.toAbsolutePath().normalize().resolve(Release.functions(version))));
    }

    private static String quoted(Path path) {
        String text = path.toString();
        return text.matches("[A-Za-z0-9_./+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
