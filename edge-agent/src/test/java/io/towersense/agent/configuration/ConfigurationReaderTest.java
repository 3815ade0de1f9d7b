package io.towersense.agent.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.towersense.agent.uplink.DeliverySettings;
import io.towersense.agent.uplink.ReceiptSettings;
import io.towersense.sensor.replay.ReplayProvider;
import io.towersense.sensor.simulator.SimulatorProvider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A configuration as a Greengrass nucleus gives it: maps and lists, and all numbers doubles. */
class ConfigurationReaderTest {
    /** Which waits five seconds for the whole end of a component. */
    private static final DeliverySettings UNDER_A_NUCLEUS = DeliverySettings.DEFAULTS.withDrain(Duration.ofSeconds(1));

    private static final Drivers DRIVERS = Drivers.of(List.of(new SimulatorProvider(), new ReplayProvider()));
    private static final Path FOLDER = Path.of("/work/io.towersense.EdgeAgent");
    private static final Surroundings NUCLEUS =
            new Surroundings(FOLDER, new DataFolder(FOLDER.resolve("data")), Optional.of("tower-0042"));
    private static final Map<String, Object> DEVICE = Map.of("id", "cab1", "driver", "simulator");
    private static final Map<String, Object> LEAST = Map.of("devices", List.of(DEVICE));

    @TempDir
    Path folder;

    @Test
    void whatTheNucleusKnowsNeedsNotBeSaid() {
        AgentConfiguration configuration = read(LEAST);
        assertThat(configuration.gateway()).isEqualTo(Gateway.of("tower-0042"));
        assertThat(configuration.dataFolder()).isEqualTo(new DataFolder(FOLDER.resolve("data")));
        assertThat(configuration.uplink().transport()).isEqualTo(new Transport.Nucleus());
        assertThat(configuration.uplink().delivery()).isEqualTo(UNDER_A_NUCLEUS.withReceipts(ReceiptSettings.DEFAULTS));
        assertThat(configuration.uplink().topics().topics().telemetry()).isEqualTo("towers/tower-0042/telemetry");
    }

    @Test
    void aTreeMeansWhatItsTextMeans() {
        String text = """
                gateway: {thing: tower-0042, name: Feldberg}
                devices:
                  - {id: cab1, driver: simulator, interval: 10s, options: {seed: 7}}
                rules:
                  - {id: hot, metric: temperature, levels: [{above: 45.1, clear_at: 43, severity: critical}], for: 1min}
                outbox: {size: 64MiB, gzip: false}
                uplink: {delivery: receipt, window: 7, mqtt: {endpoint: "mqtt://127.0.0.1:1884"}}
                """;
        Map<String, Object> tree = Map.of(
                "gateway", Map.of("thing", "tower-0042", "name", "Feldberg"),
                "devices",
                        List.of(Map.of(
                                "id",
                                "cab1",
                                "driver",
                                "simulator",
                                "interval",
                                "10s",
                                "options",
                                Map.of("seed", 7.0))),
                "rules",
                        List.of(Map.of(
                                "id",
                                "hot",
                                "metric",
                                "temperature",
                                "for",
                                "1min",
                                "levels",
                                List.of(Map.of("above", 45.1, "clear_at", 43.0, "severity", "critical")))),
                "outbox", Map.of("size", "64MiB", "gzip", false),
                "uplink",
                        Map.of(
                                "delivery",
                                "receipt",
                                "window",
                                7.0,
                                "mqtt",
                                Map.of("endpoint", "mqtt://127.0.0.1:1884")));
        AgentConfiguration fromText =
                ConfigurationFile.parse(text.getBytes(StandardCharsets.UTF_8), "agent.yaml", folder, DRIVERS);
        AgentConfiguration fromTree =
                new ConfigurationReader(Surroundings.machine(folder), DRIVERS).read(tree, "configuration");
        assertThat(fromTree).isEqualTo(fromText);
    }

    @Test
    void withABrokerOfItsOwnItDeliversOverThatAndTakesItsAcknowledgement() {
        AgentConfiguration configuration =
                read(with("uplink", Map.of("mqtt", Map.of("endpoint", "mqtt://127.0.0.1:1884"))));
        assertThat(configuration.uplink().transport())
                .isInstanceOfSatisfying(
                        Transport.Mqtt.class,
                        mqtt -> assertThat(mqtt.settings().broker()).isEqualTo(URI.create("mqtt://127.0.0.1:1884")));
        assertThat(configuration.uplink().delivery()).isEqualTo(UNDER_A_NUCLEUS);
    }

    @Test
    void anEmptySectionMqttIsNone() {
        assertThat(read(with("uplink", Map.of("mqtt", Map.of()))).uplink().transport())
                .isEqualTo(new Transport.Nucleus());
    }

    @Test
    void anAcknowledgementOfTheNucleusMayBeEnough() {
        assertThat(read(with("uplink", Map.of("delivery", "ack"))).uplink().delivery())
                .isEqualTo(UNDER_A_NUCLEUS);
    }

    @Test
    void anotherNameThanTheCoresIsRefused() {
        assertThat(read(with("gateway", Map.of("thing", "tower-0042", "name", "Feldberg")))
                        .gateway())
                .isEqualTo(new Gateway("tower-0042", "Feldberg"));
        assertThat(problems(with("gateway", Map.of("thing", "tower-0043"))))
                .containsExactly("configuration: gateway.thing: 'tower-0043' is not the name of this core, tower-0042;"
                        + " leave it out");
    }

    @Test
    void withoutANucleusTheGatewayNeedsItsName() {
        InvalidConfigurationException invalid = catchThrowableOfType(
                InvalidConfigurationException.class,
                () -> new ConfigurationReader(Surroundings.machine(folder), DRIVERS).read(LEAST, "configuration"));
        assertThat(invalid.lines())
                .containsExactly(
                        "configuration: gateway: is missing; write, for example, gateway: {thing: tower-0042}");
    }

    @Test
    void mistakesAreAllToldByTheirPathsAlone() {
        Map<String, Object> wrong = with("devices", List.of(Map.of("id", "cab1", "driver", "simulatr")));
        wrong.put("rules", List.of(Map.of("id", "hot", "metric", "temperature", "for", 60.0)));
        wrong.put("colour", "red");
        assertThat(problems(wrong))
                .containsExactlyInAnyOrder(
                        "configuration: devices[0].driver: 'simulatr' is no driver; did you mean simulator? there are"
                                + " replay, simulator",
                        "configuration: rules[0].levels: is missing; write, for example, levels: [{above: 45.0,"
                                + " clear_at: 43.0, severity: critical}]",
                        "configuration: rules[0].for: '60' has no unit; write 60s",
                        "configuration: colour: is no key here; known are alert_log, data_folder, devices, gateway,"
                                + " outbox, rules, site, uplink");
    }

    @ParameterizedTest
    @CsvSource({"5.0,5", "45.1,45.1", "45.5,45.5", "-0.001,-0.001", "0.3,0.3", "2.0E-3,0.002", "12345678.9,12345678.9"})
    void aDoubleStandsForTheShortestDecimalThatItIs(double value, String decimal) {
        assertThat(limitOf(value)).isEqualTo(decimal);
    }

    @Property(tries = 2_000)
    void aDoubleIsNeverAnotherNumber(@ForAll double value) {
        assertThat(Double.parseDouble(limitOf(value))).isEqualTo(value == 0 ? 0 : value);
    }

    @Test
    void whatIsNoNumberIsRefusedAsText() {
        assertThat(problems(ruleAbove(Double.NaN)))
                .containsExactly(
                        "configuration: rules[0].levels[0].above: 'NaN' is not a number; write it in °C, without"
                                + " the unit");
    }

    @Test
    void aKeyWithoutValueIsAsIfItWereAbsent() {
        Map<String, Object> configuration = new HashMap<>(LEAST);
        configuration.put("rules", null);
        assertThat(read(configuration)).isEqualTo(read(LEAST));
    }

    @Test
    void whatIsTooDeepIsRefused() {
        Map<String, Object> endless = new HashMap<>();
        endless.put("site", endless);
        assertThat(problems(endless))
                .singleElement()
                .asString()
                .endsWith("site: lies deeper than 16 levels; nothing does in a configuration");
    }

    @Test
    void whatIsTooMuchIsRefused() {
        List<Object> wide = new ArrayList<>();
        for (int depth = 0; depth < 12; depth++) {
            wide = new ArrayList<>(Collections.nCopies(10, wide));
        }
        assertThat(problems(with("devices", wide)))
                .containsExactly("configuration: holds more than 20000 values; that is no configuration");
    }

    @Test
    void whatIsTooLongOrOfNoKnownKindIsRefused() {
        Map<String, Object> strange = with("site", Map.of("name", "x".repeat(70_000)));
        strange.put("gateway", new Object());
        assertThat(problems(strange))
                .containsExactlyInAnyOrder(
                        "configuration: site.name: has 70000 characters; that is no value of a configuration",
                        "configuration: gateway: is neither a text, a number, true or false, a list nor a section");
    }

    @Test
    void theWorkFolderIsForDataWhereTheSystemHasNoFolderForIt() {
        Surroundings greengrass = Surroundings.greengrass("tower-0042", folder);
        assertThat(greengrass.folder()).isEqualTo(folder);
        assertThat(greengrass.hasNucleus()).isTrue();
        assertThat(greengrass.dataFolder().path()).isIn(folder.resolve(".towersense"), Path.of("/var/lib/towersense"));
    }

    @Test
    void aLaptopsFileMayWaitForReceiptsToo() {
        String text = "gateway: {thing: t}\ndevices: [{id: d, driver: simulator}]\nuplink: {delivery: receipt}\n";
        AgentConfiguration configuration =
                ConfigurationFile.parse(text.getBytes(StandardCharsets.UTF_8), "agent.yaml", folder, DRIVERS);
        assertThat(configuration.uplink().delivery().receipts()).contains(ReceiptSettings.DEFAULTS);
        assertThat(configuration.devices().get(0).interval()).isEqualTo(Duration.ofSeconds(5));
    }

    private static String limitOf(double value) {
        Node.Section tree = ConfigurationTree.of(Map.of("value", value), new Problems());
        return tree.values().get("value") instanceof Node.Scalar scalar ? scalar.text() : "";
    }

    private static Map<String, Object> ruleAbove(double limit) {
        return with(
                "rules",
                List.of(Map.of(
                        "id",
                        "hot",
                        "metric",
                        "temperature",
                        "levels",
                        List.of(Map.of("above", limit, "severity", "major")))));
    }

    private static Map<String, Object> with(String key, Object value) {
        Map<String, Object> configuration = new HashMap<>(LEAST);
        configuration.put(key, value);
        return configuration;
    }

    private static AgentConfiguration read(Map<String, Object> configuration) {
        return new ConfigurationReader(NUCLEUS, DRIVERS).read(configuration, "configuration");
    }

    private static List<String> problems(Map<String, Object> configuration) {
        InvalidConfigurationException invalid =
                catchThrowableOfType(InvalidConfigurationException.class, () -> read(configuration));
        assertThat(invalid).as("the mistake is noticed").isNotNull();
        return invalid.lines();
    }
}
