package io.towersense.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.towersense.cli.program.TowerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A sensor on an emulated gateway that is read again and again, by a program that runs all the time. */
final class GatewayReadings implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TowerProcess process;
    private int taken;

    private GatewayReadings(TowerProcess process) {
        this.process = process;
    }

    static GatewayReadings start(PretendDevices devices, Path recording, String driver) throws IOException {
        return new GatewayReadings(EmulatedGateway.start(
                devices.file(),
                "sensors",
                "record",
                driver,
                "--output",
                recording.toString(),
                "--count",
                "100000",
                "--interval",
                "50ms",
                "--json"));
    }

    /** All readings that have not been taken yet, up to the first that is like this. */
    List<JsonNode> takeUntil(Predicate<JsonNode> last) {
        List<JsonNode> readings = new ArrayList<>();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
            List<String> lines = process.lines();
            assertThat(process.isAlive()).as("it ended: %s", lines).isTrue();
            while (taken < lines.size()) {
                JsonNode reading = reading(lines.get(taken++));
                readings.add(reading);
                if (last.test(reading)) {
                    return true;
                }
            }
            return false;
        });
        return readings;
    }

    private static JsonNode reading(String line) throws JsonProcessingException {
        assertThat(line).startsWith("{");
        return JSON.readTree(line);
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
