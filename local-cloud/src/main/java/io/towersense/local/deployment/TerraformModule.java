package io.towersense.local.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A Terraform module as its files have it, as far as the local cloud looks: what is asked for, and with what in it. */
public final class TerraformModule {
    private static final List<String> FILES = List.of("functions.tf", "rules.tf", "variables.tf");

    private final List<HclBlock> files;
    private final Map<String, String> values;

    private TerraformModule(List<HclBlock> files, Map<String, String> values) {
        this.files = List.copyOf(files);
        this.values = Map.copyOf(values);
    }

    /**
     * The module that this program was built with.
     *
     * @throws InvalidDeploymentException if it is not Terraform's language, or was not there when this was built
     */
    public static TerraformModule ofThisBuild() throws IOException {
        return packed(TerraformModule.class::getResourceAsStream);
    }

    /** The module among resources, by name; null is none. */
    static TerraformModule packed(Function<String, @Nullable InputStream> resources) throws IOException {
        List<HclBlock> files = new ArrayList<>();
        for (String name : FILES) {
            try (InputStream content = resources.apply(name)) {
                if (content == null) {
                    throw new InvalidDeploymentException(
                            "terraform/" + name, "not in this build; build again where the folder terraform is");
                }
                files.add(HclReader.read(name, new String(content.readAllBytes(), StandardCharsets.UTF_8)));
            }
        }
        return new TerraformModule(files, Map.of());
    }

    /**
     * The module in a folder.
     *
     * @throws InvalidDeploymentException if it is not Terraform's language
     */
    public static TerraformModule in(Path folder) throws IOException {
        List<HclBlock> files = new ArrayList<>();
        for (String name : FILES) {
            files.add(HclReader.read(name, Files.readString(folder.resolve(name))));
        }
        return new TerraformModule(files, Map.of());
    }

    /** The same with a value for a variable, as {@code -var} gives it. */
    public TerraformModule with(String variable, String value) {
        Map<String, String> more = new HashMap<>(values);
        more.put(variable, value);
        return new TerraformModule(files, more);
    }

    TerraformResource resource(String type, String name) throws InvalidDeploymentException {
        HclBlock block = find("resource", type, name)
                .orElseThrow(() -> new InvalidDeploymentException(
                        String.join(", ", FILES), "there is no resource " + type + "." + name));
        return new TerraformResource(this, type + "." + name, block);
    }

    /** What an expression is: a number, a truth value or a text, as text. */
    String evaluate(HclExpression expression) throws InvalidDeploymentException {
        return new HclScalar(this, expression).evaluate();
    }

    /** What a variable is, if it has a value or a default. */
    Optional<String> variable(String name) throws InvalidDeploymentException {
        if (values.containsKey(name)) {
            return Optional.of(values.get(name));
        }
        Optional<HclExpression> written = find("variable", name).flatMap(block -> block.attribute("default"));
        return written.isEmpty() ? Optional.empty() : Optional.of(evaluate(written.get()));
    }

    private Optional<HclBlock> find(String type, String... labels) {
        return files.stream().flatMap(file -> file.all(type, labels)).findFirst();
    }
}
