package io.towersense.agent.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.telemetry.rule.Rule;
import io.towersense.telemetry.rule.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is desired over what is configured over the defaults. */
class ConfigurationLayersTest {
    private static final String HOT =
            "{'rules':{'temperature-high':{'metric':'temperature','levels':[{'above':40,'severity':'major'}]}}}";

    @TempDir
    Path folder;

    private final List<AgentConfiguration> changes = new ArrayList<>();
    private AgentConfiguration configured;
    private ConfigurationLayers layers;

    @BeforeEach
    void configure() {
        configured = AgentConfiguration.of("tower-0042", folder)
                .withDevices(List.of(
                        Device.of("cab1", "simulator").every(Duration.ofSeconds(1)), Device.of("cab2", "simulator")));
        layers = ConfigurationLayers.open(configured);
    }

    @Test
    void withoutOverridesWhatIsConfiguredIsInForce() {
        assertThat(layers.effective()).isEqualTo(configured);
        assertThat(override("{}")).isEqualTo(new OverrideOutcome.Applied(configured));
        assertThat(changes).isEmpty();
    }

    @Test
    void aRuleTakesThePlaceOfTheOneOfItsIdAndTheOthersStay() {
        override(HOT);
        assertThat(layers.effective().rules().rules())
                .extracting(Rule::id)
                .containsExactly("temperature-high", "humidity-high", "humidity-low");
        assertThat(layers.effective().rules().rules().get(0).toString()).contains("threshold=40", "MAJOR");
        assertThat(layers.effective().rules().rules().subList(1, 3))
                .isEqualTo(RuleSet.DEFAULTS.rules().subList(1, 3));
    }

    @Test
    void aRuleOfANewIdIsAdded() {
        override("{'rules':{'cold':{'metric':'temperature','levels':[{'below':-5.5,'severity':'minor'}]}}}");
        assertThat(layers.effective().rules().rules())
                .extracting(Rule::id)
                .containsExactly("temperature-high", "humidity-high", "humidity-low", "cold");
    }

    @Test
    void theIntervalOfADeviceGoesBeforeTheOneOfAllAndThatBeforeTheConfiguredOne() {
        override("{'interval':'1min','devices':{'cab2':{'interval':'10s'}}}");
        assertThat(layers.effective().devices())
                .extracting(Device::interval)
                .containsExactly(Duration.ofMinutes(1), Duration.ofSeconds(10));
        override("{'devices':{'cab2':{'interval':'10s'}}}");
        assertThat(layers.effective().devices())
                .extracting(Device::interval)
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(10));
    }

    @Test
    void anOverrideEndsWhenItIsRemoved() {
        override(HOT);
        assertThat(override("{'rules':null}")).isEqualTo(new OverrideOutcome.Applied(configured));
        assertThat(layers.effective()).isEqualTo(configured);
        assertThat(changes).hasSize(2).last().isEqualTo(configured);
        assertThat(folder.resolve("overrides.json")).doesNotExist();
    }

    @Test
    void whatChangesNothingIsNotPutInForceAgain() {
        override(HOT);
        override(HOT.replace(":", ": "));
        assertThat(changes).hasSize(1);
    }

    @Test
    void ofOverridesWithAMistakeNoneComesIntoForceAndTheLastGoodOnesStay() {
        override(HOT);
        AgentConfiguration good = layers.effective();
        assertThat(problems("{'interval':'1min','devices':{'cab3':{'interval':'1s'}}}"))
                .containsExactly("devices.cab3: is no device here; did you mean cab1?");
        assertThat(layers.effective()).isEqualTo(good);
        assertThat(changes).hasSize(1);
    }

    @Test
    void whoeverPutsThemInForceMayRefuseThem() {
        Problem problem = InvalidConfigurationException.problem("devices[0].interval", "is too fast for this sensor");
        OverrideOutcome outcome = layers.override(json(HOT), next -> {
            throw new InvalidConfigurationException("driver", List.of(problem));
        });
        assertThat(outcome).isEqualTo(new OverrideOutcome.Refused(List.of(problem)));
        assertThat(layers.effective()).isEqualTo(configured);
        assertThat(folder.resolve("overrides.json")).doesNotExist();
    }

    @Test
    void theyOutliveTheAgentAndItsWayToTheCloud() {
        override(HOT);
        assertThat(ConfigurationLayers.open(configured).effective()).isEqualTo(layers.effective());
    }

    @Test
    void aRefusalIsNotRemembered() {
        override(HOT);
        override("{'colour':'red'}");
        assertThat(ConfigurationLayers.open(configured).effective()).isEqualTo(layers.effective());
    }

    @Test
    void anUnreadableMemoryIsNone() throws IOException {
        Files.writeString(folder.resolve("overrides.json"), "{\"rules\":");
        assertThat(ConfigurationLayers.open(configured).effective()).isEqualTo(configured);
        Files.delete(folder.resolve("overrides.json"));
        Files.createDirectory(folder.resolve("overrides.json"));
        assertThat(ConfigurationLayers.open(configured).effective()).isEqualTo(configured);
    }

    @Test
    void anotherConfigurationKeepsTheOverrides() {
        override(HOT);
        layers.configure(configured.withDevices(List.of(Device.of("cab9", "simulator"))), changes::add);
        assertThat(layers.effective().devices()).extracting(Device::id).containsExactly("cab9");
        assertThat(layers.effective().rules().rules().get(0).toString()).contains("threshold=40");
        assertThat(changes).last().isEqualTo(layers.effective());
    }

    @Test
    void overridesThatDoNotFitAnotherConfigurationEndAndComeBackWithTheDevice() {
        override("{'devices':{'cab2':{'interval':'10s'}}}");
        AgentConfiguration smaller = configured.withDevices(List.of(Device.of("cab1", "simulator")));
        layers.configure(smaller, changes::add);
        assertThat(layers.effective()).isEqualTo(smaller);
        layers.configure(configured, changes::add);
        assertThat(layers.effective().devices().get(1).interval()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aConfigurationThatIsRefusedLeavesAllAsItWas() {
        assertThatThrownBy(() -> layers.configure(configured.withDevices(List.of()), next -> {
                    throw new InvalidConfigurationException(
                            "x", List.of(InvalidConfigurationException.problem("", "no")));
                }))
                .isInstanceOf(InvalidConfigurationException.class);
        assertThat(layers.effective()).isEqualTo(configured);
    }

    @Test
    void whatTheDocumentationDesiresIsTaken() throws IOException {
        String page = Files.readString(Path.of("../docs/shadow.md"));
        int begin = page.indexOf("```json\n") + "```json\n".length();
        layers = ConfigurationLayers.open(configured.withDevices(
                List.of(Device.of("tower-0042-cab1", "simulator"), Device.of("b", "simulator"))));
        assertThat(override(page.substring(begin, page.indexOf("```", begin))))
                .isInstanceOf(OverrideOutcome.Applied.class);
        assertThat(layers.effective().devices())
                .extracting(Device::interval)
                .containsExactly(Duration.ofSeconds(10), Duration.ofMinutes(1));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("[]", "is no section; write {} for no override"),
                Arguments.of("{", "is no valid JSON: Unexpected end-of-input"),
                Arguments.of("{'interval':'1s','interval':'2s'}", "is no valid JSON: Duplicate field 'interval'"),
                Arguments.of("{'interval':5}", "interval: '5' has no unit; write 5s"),
                Arguments.of("{'interval':'0s'}", "interval: '0s' is not within 1ms to 1d"),
                Arguments.of("{'gateway':{}}", "gateway: is no key here; known are devices, interval, rules"),
                Arguments.of("{'rules':[]}", "rules: is a list; a section belongs here"),
                Arguments.of("{'rules':{'hot':[]}}", "rules.hot: is a list; a section belongs here"),
                Arguments.of("{'rules':{'faulty':{}}}", "rules.faulty: is the name of a rule that every device has"),
                Arguments.of("{'rules':{'a b':{}}}", "rules.a b: 'a b' is not 1 to 128 letters"),
                Arguments.of("{'rules':{'hot':{'levels':[]}}}", "rules.hot.metric: is missing"),
                Arguments.of(
                        "{'rules':{'hot':{'id':'x','metric':'temperature','levels':[{'above':1,'severity':'minor'}]}}}",
                        "rules.hot.id: is no key here; known are clear_for, for, levels, metric"),
                Arguments.of(
                        "{'rules':{'hot':{'metric':'temperature','levels':[{'above':450,'severity':'minor'}]}}}",
                        "rules.hot.levels[0].above: '450' is nothing that temperature can be"),
                Arguments.of("{'devices':{'cab1':{}}}", "devices.cab1.interval: is missing; write, for example"),
                Arguments.of("{'devices':{'cab1':'10s'}}", "devices.cab1: is a single value; a section belongs here"),
                Arguments.of(
                        "{'devices':{'cab1':{'interval':'10s','driver':'x'}}}",
                        "devices.cab1.driver: is no key here; known are interval"),
                Arguments.of("{'devices':{'tower':{'interval':'10s'}}}", "devices.tower: is no device here; known are"),
                Arguments.of("{'x':'" + "y".repeat(33_000) + "'}", "is larger than 32 KiB; no shadow is"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void aMistakeIsToldWithItsPlaceWhatItIsAndWhatItMayBe(String desired, String beginning) {
        assertThat(problems(desired)).first().asString().startsWith(beginning);
        assertThat(changes).isEmpty();
    }

    private OverrideOutcome override(String desired) {
        return layers.override(json(desired), changes::add);
    }

    private List<String> problems(String desired) {
        return override(desired) instanceof OverrideOutcome.Refused refused
                ? refused.problems().stream().map(Problem::message).toList()
                : List.of();
    }

    private static byte[] json(String text) {
        return text.replace('\'', '"').getBytes(UTF_8);
    }
}
