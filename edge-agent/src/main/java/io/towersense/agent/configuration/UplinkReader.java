package io.towersense.agent.configuration;

import io.towersense.agent.uplink.DeliverySettings;
import io.towersense.agent.uplink.LaneTopics;
import io.towersense.agent.uplink.MqttSettings;
import io.towersense.agent.uplink.ReceiptSettings;
import io.towersense.agent.uplink.TlsFiles;
import io.towersense.telemetry.message.Topics;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The way to the cloud as a configuration writes it. */
final class UplinkReader {
    private static final Pattern LEVEL = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern RULE = Pattern.compile("[A-Za-z0-9_]{1,128}");
    private static final String ACK = "ack";
    private static final String RECEIPT = "receipt";
    private static final List<String> DELIVERIES = List.of(ACK, RECEIPT);
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final String RULE_FORM = "the name of an IoT rule: 1 to 128 letters, digits and _";

    private final Surroundings surroundings;

    UplinkReader(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    UplinkConfiguration read(Fields uplink, String thing) {
        String root = uplink.text(
                        "root",
                        text -> LEVEL.matcher(text).matches(),
                        "one topic level: 1 to 64 letters, digits, _ and -")
                .orElse(Topics.DEFAULT_ROOT);
        int window = uplink.whole("window", DeliverySettings.DEFAULTS.window(), 1, 100);
        Fields basicIngest = uplink.section("basic_ingest");
        Optional<String> telemetry =
                basicIngest.text("telemetry", text -> RULE.matcher(text).matches(), RULE_FORM);
        Optional<String> alarms =
                basicIngest.text("alarms", text -> RULE.matcher(text).matches(), RULE_FORM);
        basicIngest.finish();
        Transport transport = transport(uplink.section("mqtt"), thing);
        DeliverySettings delivery = delivery(uplink, transport).withWindow(window);
        // Whoever publishes on a topic that its policy does not name is thrown off by AWS IoT.
        boolean shadow = uplink.truth("shadow", transport instanceof Transport.Nucleus);
        uplink.finish();
        return new UplinkConfiguration(
                LaneTopics.of(new Topics(root, thing)).withRules(telemetry, alarms), transport, delivery, shadow);
    }

    private Transport transport(Fields mqtt, String thing) {
        boolean isOwn = !surroundings.hasNucleus() || !mqtt.keys().isEmpty();
        return isOwn ? new Transport.Mqtt(mqtt(mqtt, thing)) : new Transport.Nucleus();
    }

    /** What a nucleus has accepted may be in its memory only, so that an acknowledgement of its means little. */
    private DeliverySettings delivery(Fields uplink, Transport transport) {
        String standard = transport instanceof Transport.Nucleus ? RECEIPT : ACK;
        String delivery = uplink.word("delivery", text -> Optional.of(text).filter(DELIVERIES::contains), DELIVERIES)
                .orElse(standard);
        ReceiptSettings receipts = receipts(uplink.section("receipts"));
        // A nucleus waits five seconds for the end of a component.
        DeliverySettings settings = surroundings.hasNucleus()
                ? DeliverySettings.DEFAULTS.withDrain(Duration.ofSeconds(1))
                : DeliverySettings.DEFAULTS;
        return delivery.equals(RECEIPT) ? settings.withReceipts(receipts) : settings;
    }

    private static ReceiptSettings receipts(Fields fields) {
        ReceiptSettings standard = ReceiptSettings.DEFAULTS;
        Duration shortest = fields.duration("wait", standard.shortestWait(), SHORTEST_WAIT, LONGEST_WAIT);
        Duration longest = fields.duration("longest_wait", standard.longestWait(), SHORTEST_WAIT, LONGEST_WAIT);
        fields.finish();
        return standard.withWaits(shortest, longest.compareTo(shortest) < 0 ? shortest : longest);
    }

    private MqttSettings mqtt(Fields fields, String thing) {
        URI broker = fields.text("endpoint")
                .flatMap(text -> endpoint(fields, text))
                .orElse(UplinkConfiguration.DEFAULT_BROKER);
        boolean isEncrypted = "mqtts".equals(broker.getScheme());
        Optional<Path> certificate = file(fields, "certificate", isEncrypted);
        Optional<Path> key = file(fields, "key", isEncrypted);
        Optional<Path> ca = file(fields, "ca", isEncrypted);
        MqttSettings standard = MqttSettings.of(broker, thing, Optional.empty());
        Duration keepAlive =
                fields.duration("keep_alive", standard.keepAlive(), Duration.ofSeconds(5), Duration.ofMinutes(20));
        fields.finish();
        Optional<TlsFiles> tls = certificate.flatMap(
                first -> key.flatMap(second -> ca.map(third -> new TlsFiles(first, second, third))));
        return MqttSettings.of(broker, thing, tls)
                .withTimes(keepAlive, standard.connectTimeout(), standard.publishTimeout());
    }

    private static Optional<URI> endpoint(Fields fields, String text) {
        Optional<URI> endpoint = uri(text);
        if (endpoint.isEmpty()) {
            fields.refuse(
                    "endpoint",
                    Words.quoted(text)
                            + " is no endpoint; write mqtts://host:8883, or mqtt://127.0.0.1:1883 for a broker on"
                            + " this machine");
        } else if (endpoint.get().getScheme().equals("mqtt")
                && !isLoopback(endpoint.get().getHost())) {
            fields.refuse(
                    "endpoint",
                    Words.quoted(text) + " would send in the clear to another machine; write mqtts://"
                            + endpoint.get().getHost() + ":8883 with certificate, key and ca");
            return Optional.empty();
        }
        return endpoint;
    }

    private static Optional<URI> uri(String text) {
        try {
            URI uri = new URI(text);
            boolean isRight = uri.getHost() != null
                    && ("mqtt".equals(uri.getScheme()) || "mqtts".equals(uri.getScheme()))
                    && uri.getUserInfo() == null
                    && (uri.getPath() == null
                            || uri.getPath().isEmpty()
                            || uri.getPath().equals("/"))
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && uri.getPort() != 0
                    && uri.getPort() <= 65_535;
            return isRight ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private Optional<Path> file(Fields fields, String key, boolean isNeeded) {
        if (!isNeeded) {
            if (fields.text(key).isPresent()) {
                fields.refuse(
                        key,
                        "belongs to mqtts; with mqtt nothing is encrypted: write an endpoint mqtts://host:8883, or remove this");
            }
            return Optional.empty();
        }
        fields.require(key, "/etc/towersense/" + key + ".pem");
        Optional<Path> file = fields.text(key).map(surroundings.folder()::resolve);
        file.filter(path -> !Files.isRegularFile(path) || !Files.isReadable(path))
                .ifPresent(path -> fields.refuse(
                        key,
                        Words.quoted(path.toString())
                                + (Files.exists(path) ? " is no file that can be read" : " is not there")
                                + "; write the path of a PEM file"));
        return file;
    }

    /** Only what is loopback by itself: a name that has to be looked up may be anything tomorrow. */
    private static boolean isLoopback(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (bare.equalsIgnoreCase("localhost")) {
            return true;
        }
        if (!bare.matches("[0-9.]+") && bare.indexOf(':') < 0) {
            return false;
        }
        try {
            return InetAddress.getByName(bare).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
