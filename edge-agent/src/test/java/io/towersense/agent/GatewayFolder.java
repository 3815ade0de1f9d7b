package io.towersense.agent;

import io.towersense.agent.greengrass.BrokerCloud;
import io.towersense.agent.greengrass.FakeNucleus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A gateway's folders and its nucleus, whose connection leads to a broker. A socket's path may have some 100 bytes. */
final class GatewayFolder implements AutoCloseable {
    static final String TOKEN = "token-1";

    private final Path folder;
    private final FakeNucleus nucleus;

    private GatewayFolder(Path folder, FakeNucleus nucleus) {
        this.folder = folder;
        this.nucleus = nucleus;
    }

    static GatewayFolder create(URI broker) throws IOException {
        Path folder = Files.createTempDirectory("gg");
        FakeNucleus nucleus = FakeNucleus.start(folder.resolve("ipc"), TOKEN);
        BrokerCloud.connect(broker, nucleus.iotCore());
        return new GatewayFolder(folder, nucleus);
    }

    FakeNucleus nucleus() {
        return nucleus;
    }

    Path data() {
        return folder.resolve("data");
    }

    Path outbox() {
        return data().resolve("outbox");
    }

    /** A component's configuration with these devices, as a deployment merges it. */
    Map<String, Object> configuration(List<Map<String, Object>> devices) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("accessControl", Map.of("aws.greengrass.ipc.mqttproxy", Map.of()));
        tree.put("data_folder", data().toString());
        tree.put("uplink", Map.of("receipts", Map.of("wait", "500ms", "longest_wait", "2s"), "window", 5.0));
        tree.put("outbox", Map.of("commit_every", "200ms", "cut_every", "300ms"));
        tree.put("devices", devices);
        return tree;
    }

    /** A simulated cabinet in which it grows too hot now and then. */
    static Map<String, Object> cabinet(int number, String interval) {
        return Map.of(
                "id",
                "{iot:thingName}-cab" + number,
                "driver",
                "simulator",
                "interval",
                interval,
                "options",
                Map.of(
                        "seed", (double) number,
                        "scenario", "cooling-failure",
                        "scenario_start", "200ms",
                        "scenario_length", "2s"));
    }

    @Override
    public void close() throws IOException {
        nucleus.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
