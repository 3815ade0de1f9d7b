package io.towersense.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** {@code naive_consumer.py} in a process of its own, which stays for all rounds. */
final class NaiveConsumer implements Contender {
    private static final int UNIT = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String way;
    private final int event;
    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;

    private NaiveConsumer(String way, int event, Process process) {
        this.way = way;
        this.event = event;
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts it.
     *
     * @param way {@code put_item} or {@code batch_writer}
     * @throws IOException if there is no python3
     */
    static NaiveConsumer start(Path script, String way, Shape shape, Database database) throws IOException {
        Process process = new ProcessBuilder(
                        "python3", script.toString(), database.endpoint().toString(), way, way)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new NaiveConsumer(way, shape.event(), process);
    }

    @Override
    public String name() {
        return "python " + way;
    }

    @Override
    public String table() {
        return way;
    }

    @Override
    public int unit() {
        return UNIT;
    }

    @Override
    public Sample store(int readings) throws IOException {
        orders.write(JSON.writeValueAsString(Map.of("readings", readings, "event", event)));
        orders.newLine();
        orders.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException(name() + " ended: it needs python3 with boto3, see above");
        }
        JsonNode took = JSON.readTree(answer);
        if (took.has("error")) {
            throw new IOException(name() + " failed: " + took.get("error").asText());
        }
        return new Sample(
                readings,
                took.get("seconds").asDouble(),
                took.get("processor_seconds").asDouble());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
