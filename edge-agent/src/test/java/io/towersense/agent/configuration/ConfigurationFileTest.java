package io.towersense.agent.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.towersense.agent.outbox.Lane;
import io.towersense.agent.outbox.OutboxSettings;
import io.towersense.agent.uplink.DeliverySettings;
import io.towersense.agent.uplink.MqttSettings;
import io.towersense.agent.uplink.TlsFiles;
import io.towersense.sensor.DriverOptions;
import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.rule.Level;
import io.towersense.telemetry.rule.LevelRule;
import io.towersense.telemetry.rule.RuleSet;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationFileTest {
    private static final String LEAST = """
            gateway:
              thing: tower-0042
            devices:
              - id: tower-0042-cab1
                driver: simulator
            """;

    @TempDir
    Path folder;

    private AgentConfiguration parse(String text) {
        return ConfigurationFile.parse(
                text.getBytes(StandardCharsets.UTF_8), "agent.yaml", folder, Drivers.installed());
    }

    @Test
    void whatIsNotSaidHasADefault() {
        AgentConfiguration configuration = parse(LEAST);
        assertThat(configuration.gateway()).isEqualTo(new Gateway("tower-0042", "tower-0042"));
        assertThat(configuration.site()).isEqualTo(Site.UNNAMED);
        assertThat(configuration.devices()).containsExactly(Device.of("tower-0042-cab1", "simulator"));
        assertThat(configuration.devices().get(0).interval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(configuration.rules()).isEqualTo(RuleSet.DEFAULTS);
        assertThat(configuration.uplink())
                .isEqualTo(UplinkConfiguration.local(URI.create("mqtt://127.0.0.1:1883"), "tower-0042"));
        assertThat(configuration.outbox()).isEqualTo(OutboxSettings.DEFAULTS);
        assertThat(configuration.alertLog()).isEqualTo(AlertLogSettings.DEFAULTS);
        assertThat(configuration.dataFolder()).isEqualTo(DataFolder.standard());
        assertThat(configuration.outboxPath())
                .isEqualTo(DataFolder.standard().path().resolve("outbox"));
    }

    @Test
    void aConfigurationBuiltInCodeIsTheSameAsOneThatWasRead() {
        AgentConfiguration built = AgentConfiguration.of("tower-0042", folder.resolve("data"))
                .withDevices(List.of(Device.of("tower-0042-cab1", "simulator")));
        assertThat(parse(LEAST + "data_folder: data\n")).isEqualTo(built);
    }

    @Test
    void aDeviceMayHaveSeveralSensors() {
        AgentConfiguration configuration = parse("""
                gateway: {thing: tower-0042}
                devices:
                  - id: cab1
                    frozen_after: 2h
                    sensors:
                      - driver: simulator
                        options: {seed: 7}
                      - driver: replay
                """);
        Device device = configuration.devices().get(0);
        assertThat(device.sensors())
                .containsExactly(
                        new Sensor("simulator", new DriverOptions(Map.of("seed", "7"))),
                        new Sensor("replay", DriverOptions.NONE));
        assertThat(device.driver()).isEqualTo("simulator + replay");
        assertThat(device.frozenAfter()).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void everythingThatIsSaidIsTaken() throws IOException {
        for (String file : List.of("tower.pem", "tower.key", "ca.pem")) {
            Files.writeString(folder.resolve(file), "-");
        }
        AgentConfiguration configuration = parse("""
                gateway: {thing: tower-0042, name: Gateway of Feldberg}
                site:
                  id: feldberg
                  name: Feldberg
                  place: Forest road 12, behind the water tank
                  what_to_do: |
                    Ring the operations centre
                    before you open anything
                devices:
                  - id: cab1
                    name: Cabinet 1
                    place: north wall
                    what_to_do: Check fuse F3
                    driver: simulator
                    interval: 200ms
                    options: {seed: 7, scenario: cooling-failure}
                    firmware_version: 2.0
                rules:
                  - id: temperature-high
                    metric: temperature
                    levels:
                      - {above: 40, clear_at: 38.5, severity: minor}
                      - {above: 45.0, severity: critical}
                    for: 1min
                    clear_for: 90s
                  - id: humidity-low
                    metric: humidity
                    levels: [{below: 20, clear_at: 22, severity: warning}]
                uplink:
                  delivery: ack
                  root: masts
                  window: 8
                  basic_ingest: {telemetry: towers_telemetry, alarms: towers_alarms}
                  mqtt:
                    endpoint: mqtts://broker.example:8883
                    certificate: tower.pem
                    key: tower.key
                    ca: ca.pem
                    keep_alive: 45s
                outbox:
                  folder: box
                  size: 64MiB
                  age: 7d
                  commit_every: 2s
                  cut_at: 32KiB
                  cut_every: 20s
                  gzip: true
                alert_log: {rotate_at: 512KiB, max_size: 4MiB}
                data_folder: data
                """);
        assertThat(configuration.gateway()).isEqualTo(new Gateway("tower-0042", "Gateway of Feldberg"));
        assertThat(configuration.site())
                .isEqualTo(new Site(
                        Optional.of("feldberg"),
                        Optional.of("Feldberg"),
                        Optional.of("Forest road 12, behind the water tank"),
                        Optional.of("Ring the operations centre before you open anything")));
        assertThat(configuration.devices())
                .containsExactly(Device.of("cab1", "simulator")
                        .named("Cabinet 1")
                        .placed("north wall")
                        .withWhatToDo("Check fuse F3")
                        .every(Duration.ofMillis(200))
                        .withOptions(Map.of("seed", "7", "scenario", "cooling-failure"))
                        .withFirmwareVersion("2.0"));
        assertThat(configuration.rules().rules())
                .containsExactly(
                        new LevelRule(
                                "temperature-high",
                                Metric.TEMPERATURE,
                                Direction.ABOVE,
                                List.of(
                                        new Level(number("40"), number("38.5"), Severity.MINOR),
                                        new Level(number("45.0"), number("45.0"), Severity.CRITICAL)),
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(90)),
                        new LevelRule(
                                "humidity-low",
                                Metric.HUMIDITY,
                                Direction.BELOW,
                                List.of(new Level(number("20"), number("22"), Severity.WARNING)),
                                Duration.ZERO,
                                Duration.ZERO));
        UplinkConfiguration uplink = configuration.uplink();
        assertThat(uplink.topics().of(Lane.TELEMETRY))
                .isEqualTo("$aws/rules/towers_telemetry/masts/tower-0042/telemetry");
        assertThat(uplink.topics().of(Lane.ALARMS)).isEqualTo("$aws/rules/towers_alarms/masts/tower-0042/alarms");
        MqttSettings mqtt = ((Transport.Mqtt) uplink.transport()).settings();
        assertThat(mqtt.thing()).isEqualTo("tower-0042");
        assertThat(mqtt.broker()).isEqualTo(URI.create("mqtts://broker.example:8883"));
        assertThat(mqtt.keepAlive()).isEqualTo(Duration.ofSeconds(45));
        assertThat(mqtt.tls())
                .hasValue(new TlsFiles(
                        folder.resolve("tower.pem"), folder.resolve("tower.key"), folder.resolve("ca.pem")));
        assertThat(configuration.uplink().delivery()).isEqualTo(DeliverySettings.DEFAULTS.withWindow(8));
        assertThat(configuration.outbox())
                .isEqualTo(OutboxSettings.DEFAULTS
                        .withMostBytes(64L << 20)
                        .withMostAge(Duration.ofDays(7))
                        .withCommitEvery(Duration.ofSeconds(2))
                        .withCutBytes(32 << 10)
                        .withCutEvery(Duration.ofSeconds(20))
                        .withGzip(true));
        assertThat(configuration.outboxPath()).isEqualTo(folder.resolve("box").toAbsolutePath());
        assertThat(configuration.alertLog()).isEqualTo(new AlertLogSettings(512L << 10, 4L << 20));
        assertThat(configuration.dataFolder()).isEqualTo(new DataFolder(folder.resolve("data")));
    }

    @Test
    void jsonInWhichAllNumbersAreDoublesMeansTheSame() {
        AgentConfiguration configuration = parse("""
                {"gateway":{"thing":"tower-0042"},
                 "devices":[{"id":"cab1","driver":"simulator","options":{"seed":7.0}}],
                 "rules":[{"id":"temperature-high","metric":"temperature","levels":[{"above":45.0,"severity":"major"}]}],
                 "uplink":{"window":8.0}}
                """);
        assertThat(configuration.devices().get(0).sensors().get(0).options().whole("seed"))
                .hasValue(7L);
        assertThat(configuration.uplink().delivery().window()).isEqualTo(8);
        assertThat(((LevelRule) configuration.rules().rules().get(0))
                        .levels()
                        .get(0)
                        .threshold())
                .isEqualByComparingTo("45");
    }

    @Test
    void emptyRulesAreNoRules() {
        assertThat(parse(LEAST + "rules: []\n").rules().rules()).isEmpty();
    }

    @Test
    void allProblemsOfAFileAreReportedTogetherInItsOrderWithTheirLines() {
        assertThatThrownBy(() -> parse("""
                        gateway: {thing: "tower 42"}
                        devices:
                          - id: cab1
                            driver: simulator
                            intervall: 5s
                          - id: cab1
                            driver: simulator
                            interval: 5
                        outbox: {size: plenty}
                        """))
                .isInstanceOfSatisfying(
                        InvalidConfigurationException.class,
                        invalid -> assertThat(invalid.lines())
                                .containsExactly(
                                        "agent.yaml:1: gateway.thing: 'tower 42' is not 1 to 128 letters, digits and : _ -",
                                        "agent.yaml:5: devices[0].intervall: is no key here; did you mean interval?",
                                        "agent.yaml:6: devices[1].id: 'cab1' stands twice, first in devices[0]; each device"
                                                + " has an id of its own",
                                        "agent.yaml:8: devices[1].interval: '5' has no unit; write 5s",
                                        "agent.yaml:9: outbox.size: 'plenty' is not a size such as 64KiB, 256MiB or 2GiB"));
    }

    @Test
    void aProblemFoundLaterIsPlacedOnItsLine() throws IOException {
        Path file = Files.writeString(folder.resolve("agent.yaml"), LEAST + "    options:\n      seed: many\n");
        InvalidConfigurationException found = new InvalidConfigurationException(
                "configuration",
                List.of(
                        InvalidConfigurationException.problem("devices[0].options.seed", "'many' is no number"),
                        InvalidConfigurationException.problem("devices[0].options.file", "is missing")));
        assertThat(ConfigurationFile.located(file, found).lines())
                .containsExactly(
                        file + ":7: devices[0].options.seed: 'many' is no number",
                        file + ":6: devices[0].options.file: is missing");
    }

    @Test
    void theDataFolderIsFoundInAFileThatIsWrongOtherwise() throws IOException {
        Path file = Files.writeString(folder.resolve("agent.yaml"), "data_folder: data\nnonsense: true\n");
        assertThat(ConfigurationFile.readDataFolder(file)).isEqualTo(new DataFolder(folder.resolve("data")));
    }

    @Test
    void aFileThatIsNotThereIsSaidSo() {
        Path file = folder.resolve("agent.yaml");
        assertThatThrownBy(() -> ConfigurationFile.read(file, Drivers.installed()))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage(file + ": is not there; name the configuration with --config");
    }

    @Test
    void aFolderIsNoFile() {
        assertThatThrownBy(() -> ConfigurationFile.read(folder, Drivers.installed()))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessage(folder + ": is a folder; name the file in it");
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
