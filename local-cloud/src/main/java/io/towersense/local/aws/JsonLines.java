package io.towersense.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** A file with a line of JSON for each thing that came, and the newest {@value #KEPT} of them in memory. Thread-safe. */
final class JsonLines<T> {
    private static final int KEPT = 10_000;

    private final Path file;
    private final Function<T, JsonNode> form;
    private final Deque<T> newest = new ArrayDeque<>();
    private final AtomicLong count = new AtomicLong();

    JsonLines(Path file, Function<T, JsonNode> form) {
        this.file = file;
        this.form = form;
    }

    /** The newest, oldest first. */
    synchronized List<T> all() {
        return List.copyOf(newest);
    }

    /** How many came. */
    long count() {
        return count.get();
    }

    Path file() {
        return file;
    }

    /**
     * Takes another.
     *
     * @throws IOException if the file cannot be written; nothing is kept then
     */
    synchronized void add(T thing) throws IOException {
        byte[] line = (form.apply(thing) + "\n").getBytes(StandardCharsets.UTF_8);
        Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        if (newest.size() == KEPT) {
            newest.removeFirst();
        }
        newest.addLast(thing);
        count.incrementAndGet();
    }
}
