package io.towersense.cli.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The packaged recipe, held against the recipe reference of Greengrass v2 and what its lite nucleus takes of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecipeTest {
    private static final int LARGEST = 16_000;
    private static final Set<String> TOP = Set.of(
            "RecipeFormatVersion",
            "ComponentName",
            "ComponentVersion",
            "ComponentDescription",
            "ComponentPublisher",
            "ComponentType",
            "ComponentConfiguration",
            "ComponentDependencies",
            "Manifests",
            "Lifecycle");
    private static final Set<String> MANIFEST = Set.of("Name", "Platform", "Lifecycle", "Selections", "Artifacts");
    private static final Set<String> PLATFORM = Set.of("os", "architecture", "architecture.detail", "runtime");
    private static final Set<String> LIFECYCLE =
            Set.of("Setenv", "bootstrap", "install", "run", "startup", "shutdown", "recover");
    private static final Set<String> STEP = Set.of("Script", "RequiresPrivilege", "Skipif", "Timeout", "Setenv");
    private static final Set<String> ARTIFACT = Set.of("URI", "Unarchive", "Permission", "Digest", "Algorithm");
    private static final Set<String> PERMISSION = Set.of("Read", "Execute");
    private static final Set<String> POLICY = Set.of("policyDescription", "operations", "resources");
    private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");

    private Path artifacts = Path.of("");
    private String text = "";
    private JsonNode recipe = new ObjectMapper().nullNode();

    @BeforeAll
    void make(@TempDir Path folder) throws IOException {
        artifacts = Packages.make(folder, "9.9.9");
        text = Files.readString(folder.resolve("recipes/io.towersense.EdgeAgent-9.9.9.yaml"));
        recipe = new YAMLMapper().readTree(text);
    }

    private static Set<String> keys(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private JsonNode manifest() {
        assertThat(recipe.get("Manifests")).hasSize(1);
        return recipe.get("Manifests").get(0);
    }

    private List<JsonNode> policies() {
        List<JsonNode> policies = new ArrayList<>();
        recipe.at("/ComponentConfiguration/DefaultConfiguration/accessControl")
                .forEach(service -> service.forEach(policies::add));
        assertThat(policies).hasSizeGreaterThan(3);
        return policies;
    }

    private Set<String> resourcesOf(String operation) {
        return policies().stream()
                .filter(policy -> texts(policy.get("operations")).contains("aws.greengrass#" + operation))
                .flatMap(policy -> texts(policy.get("resources")).stream())
                .collect(Collectors.toSet());
    }

    @Test
    void isSmallEnough() {
        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(LARGEST);
    }

    @Test
    void hasOnlyKeysOfTheReferenceSpeltAsThere() {
        assertThat(TOP).containsAll(keys(recipe));
        assertThat(MANIFEST).containsAll(keys(manifest()));
        assertThat(PLATFORM).containsAll(keys(manifest().get("Platform")));
        assertThat(LIFECYCLE).containsAll(keys(manifest().get("Lifecycle")));
        manifest().get("Lifecycle").forEach(step -> assertThat(STEP).containsAll(keys(step)));
        manifest().get("Artifacts").forEach(artifact -> {
            assertThat(ARTIFACT).containsAll(keys(artifact));
            assertThat(PERMISSION).containsAll(keys(artifact.get("Permission")));
        });
        policies().forEach(policy -> assertThat(POLICY).containsExactlyInAnyOrderElementsOf(keys(policy)));
    }

    @Test
    void namesTheComponentItsVersionAndNothingThatItDependsOn() {
        assertThat(recipe.get("RecipeFormatVersion").asText()).isEqualTo("2020-01-25");
        assertThat(recipe.get("ComponentName").asText()).isEqualTo("io.towersense.EdgeAgent");
        assertThat(recipe.get("ComponentVersion").asText()).isEqualTo("9.9.9");
        assertThat(recipe.has("ComponentDependencies")).isFalse();
    }

    @Test
    void leavesNoPlaceOfTheTemplateUnfilled() {
        assertThat(recipe.toString())
                .doesNotContain("COMPONENT_VERSION")
                .doesNotContain("COMPONENT_NAME")
                .doesNotContain("COMPONENT_AUTHOR");
    }

    @Test
    void isTakenByLiteToo() {
        assertThat(manifest().at("/Platform/os").asText()).isEqualTo("linux");
        assertThat(manifest().at("/Platform/runtime").asText()).isEqualTo("*");
        assertThat(manifest().get("Lifecycle").has("shutdown")).isFalse();
        manifest()
                .get("Lifecycle")
                .forEach(step -> assertThat(
                                VARIABLE.matcher(step.get("Script").asText()).replaceAll(""))
                        .as("lite takes every brace for a recipe variable")
                        .doesNotContain("{"));
    }

    @Test
    void startsTheAgentUnprivilegedInAStartupStepThatLeavesAnOldOneTimeToGo() {
        assertThat(keys(manifest().get("Lifecycle"))).containsExactlyInAnyOrder("install", "startup");
        manifest()
                .get("Lifecycle")
                .forEach(step -> assertThat(step.get("RequiresPrivilege").asBoolean(true))
                        .isFalse());
        assertThat(manifest().at("/Lifecycle/startup/Timeout").asInt()).isGreaterThanOrEqualTo(300);
    }

    @Test
    void namesEveryArtifactInTheFolderAndNoOther() throws IOException {
        String folder = "s3://BUCKET_NAME/io.towersense.EdgeAgent/9.9.9/";
        List<String> named = new ArrayList<>();
        for (JsonNode artifact : manifest().get("Artifacts")) {
            assertThat(artifact.get("URI").asText()).startsWith(folder);
            named.add(artifact.get("URI").asText().substring(folder.length()));
        }
        try (Stream<Path> files = Files.list(artifacts)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void allowsNamedOperationsOnThisGatewaysOwnTopicsAndShadowAlone() {
        for (JsonNode policy : policies()) {
            assertThat(policy.get("policyDescription").asText()).isNotBlank();
            policy.get("operations")
                    .forEach(operation -> assertThat(operation.asText()).matches("aws\\.greengrass#[A-Za-z]+"));
            policy.get("resources")
                    .forEach(resource -> assertThat(resource.asText())
                            .contains("/{iot:thingName}/")
                            .doesNotContain("*")
                            .doesNotContain("#"));
        }
    }

    @Test
    void allowsWhatTheAgentPublishesAndHears() {
        assertThat(resourcesOf("PublishToIoTCore"))
                .contains(
                        "towers/{iot:thingName}/telemetry",
                        "towers/{iot:thingName}/alarms",
                        "$aws/rules/+/towers/{iot:thingName}/telemetry",
                        "$aws/rules/+/towers/{iot:thingName}/alarms",
                        "$aws/things/{iot:thingName}/shadow/name/environment/update");
        assertThat(resourcesOf("SubscribeToIoTCore"))
                .contains(
                        "towers/{iot:thingName}/receipts",
                        "$aws/things/{iot:thingName}/shadow/name/environment/update/delta",
                        "$aws/things/{iot:thingName}/shadow/name/environment/update/documents");
        assertThat(resourcesOf("GetThingShadow"))
                .containsExactly("$aws/things/{iot:thingName}/shadow/name/environment");
        assertThat(resourcesOf("SubscribeToTopic"))
                .containsExactlyInAnyOrder(
                        "$aws/things/{iot:thingName}/shadow/name/environment/update/delta",
                        "$aws/things/{iot:thingName}/shadow/name/environment/update/documents");
    }

    @Test
    void configuresADeviceThatSaysWhenItSimulatesAndDeliveryByReceipt() {
        JsonNode configuration = recipe.at("/ComponentConfiguration/DefaultConfiguration");
        assertThat(configuration.at("/uplink/delivery").asText()).isEqualTo("receipt");
        assertThat(configuration.at("/devices/0/driver").asText()).isEqualTo("auto");
        assertThat(configuration.at("/devices/0/id").asText())
                .as("a device belongs to the first gateway that sends it")
                .contains("{iot:thingName}");
    }
}
