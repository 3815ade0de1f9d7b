package io.towersense.sensor.sysfs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads this machine's files, except for those that a test lets fail or change. */
public final class FailingReader implements SysfsReader {
    private final SysfsReader files = SysfsReader.ofThisMachine();
    private final Map<String, IOException> failures = new HashMap<>();
    private final Map<String, Deque<String>> scripts = new HashMap<>();
    private final Map<String, Integer> reads = new HashMap<>();
    private Runnable meanwhile = () -> {};

    /** From now on the files of this name cannot be read. */
    public FailingReader fail(String file, IOException failure) {
        failures.put(file, failure);
        return this;
    }

    /** From now on everything can be read again. */
    public FailingReader heal() {
        failures.clear();
        return this;
    }

    /** The next reads of this file give these texts, one after the other; after them it is what it is. */
    public FailingReader script(String file, String... texts) {
        scripts.put(file, new ArrayDeque<>(List.of(texts)));
        return this;
    }

    /** Done during each read. */
    public FailingReader meanwhile(Runnable action) {
        meanwhile = action;
        return this;
    }

    /** How often files of this name were read. */
    public int reads(String file) {
        return reads.getOrDefault(file, 0);
    }

    @Override
    public byte[] read(Path file, int most) throws IOException {
        String name = file.getFileName().toString();
        reads.merge(name, 1, Integer::sum);
        meanwhile.run();
        if (failures.containsKey(name)) {
            throw failures.get(name);
        }
        Deque<String> script = scripts.getOrDefault(name, new ArrayDeque<>());
        return script.isEmpty() ? files.read(file, most) : script.remove().getBytes(StandardCharsets.US_ASCII);
    }
}
