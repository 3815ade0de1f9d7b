package io.towersense.local.aws;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What event buses were given: a line of {@code events.jsonl} for each event, as a rule's target would get it, and the
 * newest in memory. Thread-safe.
 */
public final class EventLog {
    private final JsonLines<BusEvent> lines;

    /** @param folder where {@code events.jsonl} grows */
    public EventLog(Path folder) {
        this.lines = new JsonLines<>(folder.resolve("events.jsonl"), BusEvent::json);
    }

    /** The events, in the order in which they came. */
    public List<BusEvent> all() {
        return lines.all();
    }

    /** How many came. */
    public long count() {
        return lines.count();
    }

    /** The file with a line of JSON for each event. */
    public Path file() {
        return lines.file();
    }

    /**
     * Takes what a bus took.
     *
     * @throws IOException if the file cannot be written; nothing is kept then
     */
    void add(BusEvent event) throws IOException {
        lines.add(event);
    }
}
