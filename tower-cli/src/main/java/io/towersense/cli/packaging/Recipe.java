package io.towersense.cli.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The component's recipe, filled in. */
record Recipe(String text) {
    static final String COMPONENT = "io.towersense.EdgeAgent";
    static final String FILE = COMPONENT + ".yaml";

    /** What stands for a bucket where there is none: a local deployment takes artifacts by their names. */
    static final String NO_BUCKET = "BUCKET_NAME";

    private static final String AUTHOR = "TowerSense";
    private static final Pattern ARTIFACT =
            Pattern.compile("URI: s3://[^/\\s]+/[^\\s]*/([^/\\s]+)\\s*$", Pattern.MULTILINE);

    /** The template with its places filled in. */
    static Recipe fill(Path template, ComponentVersion version, Optional<String> bucket) throws IOException {
        return new Recipe(Files.readString(template)
                .replace("s3://BUCKET_NAME/COMPONENT_NAME/COMPONENT_VERSION/", uri(bucket.orElse(NO_BUCKET), version))
                .replace("{COMPONENT_VERSION}", version.text())
                .replace("{COMPONENT_AUTHOR}", AUTHOR));
    }

    /** Where the artifacts of a version are in a bucket. */
    static String uri(String bucket, ComponentVersion version) {
        return "s3://" + bucket + "/" + COMPONENT + "/" + version + "/";
    }

    /** The names of its artifacts. */
    List<String> artifacts() {
        List<String> names = new ArrayList<>();
        Matcher matcher = ARTIFACT.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return List.copyOf(names);
    }
}
