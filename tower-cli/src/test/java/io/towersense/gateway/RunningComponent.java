package io.towersense.gateway;

import io.towersense.cli.program.TowerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The component at work on the emulated gateway: the script that the nucleus has started, and the emulated Java below it. */
final class RunningComponent implements AutoCloseable {
    private static final int PATH_COLUMN = 5;

    private final TowerProcess script;

    RunningComponent(TowerProcess script) {
        this.script = script;
    }

    boolean isAlive() {
        return script.isAlive();
    }

    /** What it has printed so far. */
    List<String> lines() {
        return script.lines();
    }

    /** The files that are mapped into the emulated Java's memory, its shared libraries among them. */
    Set<Path> mappedFiles() throws IOException {
        long java = script.descendants().findFirst().orElseThrow().pid();
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(java), "maps"))) {
            return lines.map(line -> line.split(" +"))
                    .filter(columns -> columns.length > PATH_COLUMN && columns[PATH_COLUMN].startsWith("/"))
                    .map(columns -> Path.of(columns[PATH_COLUMN]))
                    .collect(Collectors.toSet());
        }
    }

    /** SIGTERM as the nucleus sends it, to what its script has started; the script's exit code. */
    int terminate() throws InterruptedException {
        script.descendants().forEach(ProcessHandle::destroy);
        return script.await();
    }

    @Override
    public void close() throws InterruptedException {
        if (script.isAlive()) {
            List<ProcessHandle> java = script.descendants().toList();
            java.forEach(ProcessHandle::destroyForcibly);
            script.kill();
        }
    }
}
