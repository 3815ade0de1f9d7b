package io.towersense.cli.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.towersense.agent.configuration.AgentConfiguration;
import io.towersense.agent.configuration.ConfigurationReader;
import io.towersense.agent.configuration.Drivers;
import io.towersense.agent.configuration.InvalidConfigurationException;
import io.towersense.agent.configuration.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What docs/greengrass.md has one copy: its files are rendered as a shell would, and held against recipe and agent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GreengrassPageTest {
    private static final String THING = "tower-0042";
    private static final int LARGEST_IOT_POLICY = 2048;
    private static final Pattern VARIABLE = Pattern.compile("^export (\\w+)=(\\S+)", Pattern.MULTILINE);
    private static final Pattern FILE =
            Pattern.compile("^cat > (\\S+) <<EOF\n(.*?)^EOF$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern YAML_BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LOCAL_UPDATE = Pattern.compile("--update-config '([^']+)'");
    private static final Pattern TOPIC = Pattern.compile("arn:aws:iot:[^:]+:[^:]+:topic(?:filter)?/(.+)");
    private static final TypeReference<Map<String, Object>> TREE = new TypeReference<>() {};

    private final ObjectMapper json = new ObjectMapper();
    private final YAMLMapper yaml = new YAMLMapper();
    private String page = "";
    private Map<String, String> files = Map.of();
    private JsonNode accessControl = json.nullNode();

    @BeforeAll
    void read() throws IOException {
        page = Files.readString(Packages.CHECKOUT.resolve("docs/greengrass.md"));
        files = rendered(page);
        accessControl = yaml.readTree(Packages.CHECKOUT
                        .resolve("greengrass/recipes")
                        .resolve(Recipe.FILE)
                        .toFile())
                .at("/ComponentConfiguration/DefaultConfiguration/accessControl");
    }

    private static Map<String, String> rendered(String page) {
        Map<String, String> variables = new LinkedHashMap<>();
        VARIABLE.matcher(page).results().forEach(found -> variables.putIfAbsent(found.group(1), found.group(2)));
        Map<String, String> files = new LinkedHashMap<>();
        FILE.matcher(page).results().forEach(found -> {
            String text = found.group(2);
            for (Map.Entry<String, String> variable : variables.entrySet()) {
                text = text.replaceAll("(?<!\\\\)\\$" + variable.getKey() + "\\b", variable.getValue());
            }
            files.put(found.group(1), text.replace("\\$", "$"));
        });
        return files;
    }

    private JsonNode file(String name) throws JsonProcessingException {
        return json.readTree(files.getOrDefault(name, ""));
    }

    private Stream<String> policies() {
        return Stream.of("core.json", "tower.json", "shadow-manager.json");
    }

    private List<String> allowed(String action) throws JsonProcessingException {
        List<String> topics = new ArrayList<>();
        for (JsonNode statement : file("tower.json").get("Statement")) {
            if (statement.get("Action").asText().equals(action)) {
                statement.get("Resource").forEach(resource -> {
                    Matcher topic = TOPIC.matcher(resource.asText());
                    assertThat(topic.matches()).as(resource.asText()).isTrue();
                    topics.add(topic.group(1));
                });
            }
        }
        return topics;
    }

    private List<String> needed(String operation) {
        List<String> topics = new ArrayList<>();
        accessControl.get("aws.greengrass.ipc.mqttproxy").forEach(policy -> {
            if (policy.get("operations").toString().contains("#" + operation + "\"")) {
                policy.get("resources")
                        .forEach(topic -> topics.add(topic.asText().replace("{iot:thingName}", THING)));
            }
        });
        return topics;
    }

    private static boolean covers(String allowed, String needed) {
        return needed.matches(wild(allowed, "*", ".*")) || allowed.matches(wild(needed, "+", "[^/]+"));
    }

    private static String wild(String text, String wildcard, String expression) {
        return Stream.of(text.split(Pattern.quote(wildcard), -1))
                .map(Pattern::quote)
                .reduce((left, right) -> left + expression + right)
                .orElse("");
    }

    private AgentConfiguration configured(String merge) throws JsonProcessingException {
        return new ConfigurationReader(Surroundings.greengrass(THING, Path.of("work")), Drivers.installed())
                .read(json.readValue(merge.replace("{iot:thingName}", THING), TREE), "the page");
    }

    private String merge(String component) throws JsonProcessingException {
        return yaml.readTree(files.getOrDefault("deployment.yaml", ""))
                .at("/components/" + component + "/configurationUpdate/merge")
                .asText();
    }

    @Test
    void everyFileThatItWritesParses() throws IOException {
        assertThat(files).hasSizeGreaterThan(8);
        for (Map.Entry<String, String> file : files.entrySet()) {
            JsonNode parsed =
                    file.getKey().endsWith(".json") ? json.readTree(file.getValue()) : yaml.readTree(file.getValue());
            assertThat(parsed.isObject()).as(file.getKey()).isTrue();
        }
    }

    @Test
    void everyFileIsWrittenWholeSoThatAStepMayBeRepeated() {
        assertThat(page).doesNotContain("cat >>");
    }

    @Test
    void aStagedRolloutIsTheDeploymentWithTheFleetsGroupAndARate() throws JsonProcessingException {
        String deployment = files.getOrDefault("deployment.yaml", "");
        assertThat(page)
                .contains("sed \"s|^targetArn: .*|targetArn: arn:aws:iot:$AWS_REGION:$ACCOUNT:thinggroup/$GROUP|\""
                        + " deployment.yaml | cat - rollout.yaml > fleet.yaml");
        assertThat(deployment.lines().filter(line -> line.startsWith("targetArn: ")))
                .singleElement()
                .asString()
                .endsWith(":thinggroup/towers");
        JsonNode fleet = yaml.readTree(deployment + files.getOrDefault("rollout.yaml", ""));
        assertThat(fleet.path("components").has(Recipe.COMPONENT)).isTrue();
        assertThat(fleet.at("/iotJobConfiguration/abortConfig/criteriaList")).isNotEmpty();
    }

    @Test
    void everyBlockToCopyParsesWithWhatItMerges() throws IOException {
        List<String> blocks =
                YAML_BLOCK.matcher(page).results().map(found -> found.group(1)).toList();
        assertThat(blocks).isNotEmpty();
        for (String block : blocks) {
            for (JsonNode part : yaml.readTree(block)) {
                JsonNode merge = part.at("/configurationUpdate/merge");
                assertThat(merge.isMissingNode()
                                || json.readTree(merge.asText()).isObject())
                        .as(block)
                        .isTrue();
            }
        }
    }

    @Test
    void noPolicyIsLargerThanIotTakes() {
        assertThat(policies())
                .allSatisfy(name -> assertThat(files.getOrDefault(name, "").replaceAll("\\s", ""))
                        .as(name)
                        .isNotEmpty()
                        .hasSizeLessThan(LARGEST_IOT_POLICY));
    }

    @Test
    void aThingsPolicyAllowsTheTopicsOfTheRecipeAndNoOthers() throws JsonProcessingException {
        assertThatAllows("iot:Publish", needed("PublishToIoTCore"));
        assertThatAllows("iot:Subscribe", needed("SubscribeToIoTCore"));
        assertThatAllows("iot:Receive", needed("SubscribeToIoTCore"));
    }

    private void assertThatAllows(String action, List<String> needed) throws JsonProcessingException {
        List<String> allowed = allowed(action);
        assertThat(needed)
                .as(action)
                .isNotEmpty()
                .allMatch(topic -> allowed.stream().anyMatch(pattern -> covers(pattern, topic)));
        assertThat(allowed)
                .as(action)
                .isNotEmpty()
                .allMatch(pattern -> pattern.contains("/" + THING + "/"))
                .allMatch(pattern -> needed.stream().anyMatch(topic -> covers(pattern, topic)));
    }

    @Test
    void whatItDeploysTheAgentTakes() throws JsonProcessingException {
        AgentConfiguration configuration = configured(merge(Recipe.COMPONENT));
        assertThat(configuration.devices()).hasSize(1);
        assertThat(configuration.site().name()).contains("Feldberg");
    }

    @Test
    void locallyTheAgentTakesTheFirstTwoConfigurationsAndRefusesTheThird() throws JsonProcessingException {
        List<String> merges = new ArrayList<>();
        for (String update : LOCAL_UPDATE
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList()) {
            merges.add(json.readTree(update).get(Recipe.COMPONENT).get("MERGE").toString());
        }
        assertThat(merges).hasSize(3);
        assertThat(configured(merges.get(0)).devices()).hasSize(1);
        assertThat(configured(merges.get(1)).devices()).hasSize(1);
        assertThatThrownBy(() -> configured(merges.get(2))).isInstanceOf(InvalidConfigurationException.class);
    }

    @Test
    void aRefusalReadsAsItSays() throws JsonProcessingException {
        String bad = merge(Recipe.COMPONENT).replace("\"30s\"", "\"30\"");
        assertThatThrownBy(() -> configured(bad))
                .isInstanceOfSatisfying(
                        InvalidConfigurationException.class,
                        refusal -> assertThat(refusal.problems())
                                .singleElement()
                                .satisfies(problem -> assertThat(page).contains(problem.message())));
    }
}
