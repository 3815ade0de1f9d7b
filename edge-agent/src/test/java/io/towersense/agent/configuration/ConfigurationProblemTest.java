package io.towersense.agent.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.towersense.sensor.replay.ReplayProvider;
import io.towersense.sensor.simulator.SimulatorProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each kind of mistake is told as. */
class ConfigurationProblemTest {
    private static final String GATEWAY = "gateway: {thing: t}\n";
    private static final String DEVICES = "devices: [{id: d, driver: simulator}]\n";
    private static final String LEAST = GATEWAY + DEVICES;

    static Stream<Arguments> mistakes() {
        return Stream.of(
                // What is missing, or not where it belongs.
                arguments("", ":1: is empty; see the README for a sample"),
                arguments("- a\n", ":1: is a list; a configuration is a section, such as 'gateway:'"),
                arguments(DEVICES, ":1: gateway: is missing; write, for example, gateway: {thing: tower-0042}"),
                arguments(
                        "gateway: {name: x}\n" + DEVICES,
                        ":1: gateway.thing: is missing; write, for example, thing: tower-0042"),
                arguments(
                        GATEWAY,
                        ":1: devices: is missing; write, for example, devices: [{id: tower-0042-cab1, driver: simulator}]"),
                arguments(GATEWAY + "devices: []\n", ":2: devices: holds no device; write at least one"),
                arguments(
                        GATEWAY + "devices: [{driver: simulator}]\n",
                        ":2: devices[0].id: is missing; write, for example, id: tower-0042-cab1"),
                arguments(
                        GATEWAY + "devices: {id: d}\n",
                        ":2: devices: is a section; a list belongs here, each entry beginning with '- '"),
                arguments(GATEWAY + "devices: [d]\n", ":2: devices[0]: is a single value; a section belongs here"),
                arguments("gateway: t\n" + DEVICES, ":1: gateway: is a single value; a section belongs here"),
                arguments(LEAST + "site: {name: [a]}\n", ":3: site.name: is a list; a single value belongs here"),
                arguments(
                        GATEWAY + "devices: [{id: d, sensors: []}]\n",
                        ":2: devices[0].sensors: holds no sensor; write at least one, such as {driver: sht4x}"),
                arguments(
                        GATEWAY + "devices: [{id: d, sensors: [{driver: simulatr}]}]\n",
                        ":2: devices[0].sensors[0].driver: 'simulatr' is no driver; did you mean simulator? there are"
                                + " replay, simulator"),
                arguments(
                        GATEWAY + "devices: [{id: d, driver: simulator, sensors: [{driver: simulator}]}]\n",
                        ":2: devices[0].sensors: stands beside driver or options; each sensor has its own, so leave"
                                + " those out"),
                arguments(
                        LEAST + "rules: [{id: faulty, metric: temperature, levels: [{above: 1, severity: minor}]}]\n",
                        ":3: rules[0].id: is the name of a rule that every device has anyway; take another"),
                // Keys.
                arguments(LEAST + "alert_logs: {}\n", ":3: alert_logs: is no key here; did you mean alert_log?"),
                arguments(
                        LEAST + "colour: red\n",
                        ":3: colour: is no key here; known are alert_log, data_folder, devices, gateway, outbox, rules, site, uplink"),
                arguments(
                        LEAST + "site: {}\nsite: {}\n", ":4: site: stands twice, first on line 3; keep one of the two"),
                // YAML.
                arguments(
                        LEAST + "site: {name: 'x\n",
                        ":3: is no valid YAML: while scanning a quoted scalar: found unexpected end of stream"),
                arguments(
                        LEAST + "---\nsite: {}\n",
                        ":4: a second document begins here; a configuration is one document"),
                arguments(
                        GATEWAY + "devices: [{id: &a d, driver: simulator, name: *a}]\n",
                        ":2: devices[0].name: is a reference to another value; write the value itself"),
                // Drivers.
                arguments(
                        GATEWAY + "devices: [{id: d, driver: simulater}]\n",
                        ":2: devices[0].driver: 'simulater' is no driver; did you mean simulator? there are replay, simulator"),
                arguments(
                        GATEWAY + "devices: [{id: d, driver: bme280}]\n",
                        ":2: devices[0].driver: 'bme280' is no driver; there are replay, simulator"),
                arguments(
                        GATEWAY + "devices: [{id: d, driver: simulator, options: {sead: 1}}]\n",
                        ":2: devices[0].options.sead: is no option of the driver simulator; did you mean seed?"),
                // Identifiers and texts.
                arguments(
                        GATEWAY + "devices: [{id: d d, driver: simulator}]\n",
                        ":2: devices[0].id: 'd d' is not 1 to 128 letters, digits and _ . : -"),
                arguments(
                        LEAST + "site: {name: \"a\\u001B[2Jb\"}\n",
                        ":3: site.name: 'a?[2Jb' holds a character that cannot be seen; write it without"),
                arguments(LEAST + "site: {name: ''}\n", ":3: site.name: is empty"),
                // Quantities.
                arguments(
                        LEAST + "outbox: {commit_every: 60}\n", ":3: outbox.commit_every: '60' has no unit; write 60s"),
                arguments(
                        LEAST + "outbox: {commit_every: 60.0}\n",
                        ":3: outbox.commit_every: '60' has no unit; write 60s"),
                arguments(
                        LEAST + "outbox: {commit_every: 5 fortnights}\n",
                        ":3: outbox.commit_every: '5 fortnights' has the unit 'fortnights', which is none of ns, us, ms, s, m, min, h, d"),
                arguments(
                        LEAST + "outbox: {commit_every: -5s}\n",
                        ":3: outbox.commit_every: '-5s' is not within 1ms to 10min"),
                arguments(LEAST + "outbox: {size: 256}\n", ":3: outbox.size: '256' has no unit; write 256MiB"),
                arguments(LEAST + "outbox: {size: 1KiB}\n", ":3: outbox.size: '1KiB' is not within 1MiB to 1TiB"),
                arguments(LEAST + "outbox: {cut_at: 1MiB}\n", ":3: outbox.cut_at: '1MiB' is not within 1KiB to 90KiB"),
                arguments(LEAST + "outbox: {gzip: maybe}\n", ":3: outbox.gzip: 'maybe' is not true or false"),
                arguments(
                        LEAST + "alert_log: {rotate_at: 1MiB, max_size: 2MiB}\n",
                        ":3: alert_log.max_size: '2MiB' leaves no room for files of 1MiB; write 4MiB or more"),
                // Rules.
                arguments(
                        rule("{id: r, metric: temperature}"),
                        ":3: rules[0].levels: is missing; write, for example, levels: [{above: 45.0, clear_at: 43.0, severity: critical}]"),
                arguments(
                        rule("{id: r, metric: temprature, levels: [{above: 1, severity: major}]}"),
                        ":3: rules[0].metric: 'temprature' is none of temperature, humidity, pressure, supply_voltage, supply_current, signal_strength, packet_loss, handover_failure_rate"),
                arguments(
                        rule("{id: r, metric: temperature, levels: [{above: 45C, severity: major}]}"),
                        ":3: rules[0].levels[0].above: '45C' is not a number; write it in °C, without the unit"),
                arguments(
                        rule("{id: r, metric: temperature, levels: [{above: 1E999999999, severity: major}]}"),
                        ":3: rules[0].levels[0].above: '1E999999999' is not a number; write it in °C, without the unit"),
                arguments(
                        rule("{id: r, metric: temperature, levels: [{above: 450, severity: major}]}"),
                        ":3: rules[0].levels[0].above: '450' is nothing that temperature can be; it lies within -60 to 100 °C"),
                arguments(
                        rule("{id: r, metric: temperature, levels: [{above: 45, severity: bad}]}"),
                        ":3: rules[0].levels[0].severity: 'bad' is none of critical, major, minor, warning"),
                arguments(
                        rule("{id: r, metric: temperature, levels: [{above: 45}]}"),
                        ":3: rules[0].levels[0].severity: is missing; write, for example, severity: major"),
                arguments(
                        rule("{id: r, metric: temperature, levels: [{severity: major}]}"),
                        ":3: rules[0].levels[0].above: is missing; write, for example, above: 45.0"),
                arguments(
                        rule(
                                "{id: r, metric: temperature, levels: [{above: 45, severity: major}, {below: 5, severity: major}]}"),
                        ":3: rules[0].levels: holds both above and below; write two rules, one for each side"),
                arguments(
                        rule("{id: r, metric: temperature, levels: [{above: 45, clear_at: 46, severity: major}]}"),
                        ":3: rules[0].levels[0].clear_at: 46 lies beyond the threshold 45; it belongs on the safe side"),
                arguments(
                        rule(
                                "{id: r, metric: temperature, levels: [{above: 45, severity: major}, {above: 40, severity: major}]}"),
                        ":3: rules[0].levels[1].above: 40 does not lie beyond the level before it, 45"),
                arguments(
                        rule("{id: r, metric: temperature, levels: [{above: 45, severity: major}], for: 60}"),
                        ":3: rules[0].for: '60' has no unit; write 60s"),
                arguments(
                        rule("{id: r, metric: temperature, levels: [{above: 45, severity: major}], rises_by: 5}"),
                        ":3: rules[0].rises_by: is no key here; known are clear_for, for, id, levels, metric"),
                arguments(
                        LEAST
                                + "rules:\n  - {id: r, metric: temperature, levels: [{above: 45, severity: major}]}\n  - {id: r, metric: humidity, levels: [{above: 90, severity: major}]}\n",
                        ":5: rules[1].id: 'r' stands twice; each rule has an id of its own"),
                // The uplink.
                arguments(
                        mqtt("endpoint: 10.0.0.1"),
                        ":3: uplink.mqtt.endpoint: '10.0.0.1' is no endpoint; write mqtts://host:8883, or mqtt://127.0.0.1:1883 for a broker on this machine"),
                arguments(
                        mqtt("endpoint: 'mqtt://10.0.0.1'"),
                        ":3: uplink.mqtt.endpoint: 'mqtt://10.0.0.1' would send in the clear to another machine; write mqtts://10.0.0.1:8883 with certificate, key and ca"),
                arguments(
                        mqtt("endpoint: 'mqtt://127.0.0.1.example.org'"),
                        ":3: uplink.mqtt.endpoint: 'mqtt://127.0.0.1.example.org' would send in the clear to another machine; write mqtts://127.0.0.1.example.org:8883 with certificate, key and ca"),
                arguments(
                        mqtt("ca: ca.pem"),
                        ":3: uplink.mqtt.ca: belongs to mqtts; with mqtt nothing is encrypted: write an endpoint mqtts://host:8883, or remove this"),
                arguments(LEAST + "uplink: {delivery: sent}\n", ":3: uplink.delivery: 'sent' is none of ack, receipt"),
                arguments(
                        LEAST + "uplink: {root: a/b}\n",
                        ":3: uplink.root: 'a/b' is not one topic level: 1 to 64 letters, digits, _ and -"),
                arguments(
                        LEAST + "uplink: {window: 0}\n", ":3: uplink.window: '0' is not a whole number from 1 to 100"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("mistakes")
    void aMistakeIsToldWithItsPlaceWhatItIsAndWhatItMayBe(String text, String message) {
        assertThat(problems(text)).containsExactly("agent.yaml" + message);
    }

    @Test
    void encryptionNeedsThreeFilesThatAreThere() {
        assertThat(problems(mqtt("endpoint: 'mqtts://broker.example', certificate: missing.pem")))
                .containsExactlyInAnyOrder(
                        "agent.yaml:3: uplink.mqtt.certificate: '/nowhere/missing.pem' is not there; write the path of a PEM"
                                + " file",
                        "agent.yaml:3: uplink.mqtt.key: is missing; write, for example, key: /etc/towersense/key.pem",
                        "agent.yaml:3: uplink.mqtt.ca: is missing; write, for example, ca: /etc/towersense/ca.pem");
    }

    private static List<String> problems(String text) {
        InvalidConfigurationException invalid = catchThrowableOfType(
                InvalidConfigurationException.class,
                () -> ConfigurationFile.parse(
                        text.getBytes(StandardCharsets.UTF_8),
                        "agent.yaml",
                        Path.of("/nowhere"),
                        Drivers.of(List.of(new SimulatorProvider(), new ReplayProvider()))));
        assertThat(invalid).as("the mistake is noticed").isNotNull();
        return invalid.lines();
    }

    private static String rule(String text) {
        return LEAST + "rules: [" + text + "]\n";
    }

    private static String mqtt(String text) {
        return LEAST + "uplink: {mqtt: {" + text + "}}\n";
    }
}
