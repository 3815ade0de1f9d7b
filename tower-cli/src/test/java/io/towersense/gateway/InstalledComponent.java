package io.towersense.gateway;

import io.towersense.cli.packaging.Packages;
import io.towersense.cli.program.TowerProcess;
import io.towersense.testing.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What {@code tower package} makes, on the emulated gateway: its script is called as a nucleus does, and finds ARM's Java. */
final class InstalledComponent {
    private final Path script;
    private final Path java;
    private final Path workFolder;

    private InstalledComponent(Path script, Path java, Path workFolder) {
        this.script = script;
        this.java = java;
        this.workFolder = workFolder;
    }

    /** Makes the package, and installs it on a gateway with these devices on its bus. */
    static InstalledComponent install(Path folder, Path devices) throws IOException, InterruptedException {
        InstalledComponent component = new InstalledComponent(
                Packages.make(folder, "9.9.9").resolve("component.sh"),
                java(folder.resolve("java"), devices),
                Files.createDirectory(folder.resolve("work")));
        try (TowerProcess install = component.run("install", Map.of())) {
            if (install.await() != 0) {
                throw new AssertionError(String.join("\n", install.lines()));
            }
        }
        return component;
    }

    /** The classes that the install step has made ready. */
    Path archive() {
        return workFolder.resolve("tower-agent.jsa");
    }

    /** Where libraries unpack their native code. */
    Path unpacked() {
        return workFolder.resolve("tmp");
    }

    /** @param environment what the nucleus adds to it */
    RunningComponent start(Map<String, String> environment) throws IOException {
        return new RunningComponent(run("start", environment));
    }

    private TowerProcess run(String step, Map<String, String> environment) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(List.of("sh", script.toString(), step)).directory(workFolder.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("TOWER_JAVA", java.toString());
        builder.environment()
                .put("TOWER_SYSTEM_DATA", workFolder.resolve("none").toString());
        return TowerProcess.start(builder);
    }

    private static Path java(Path program, Path devices) throws IOException {
        Files.writeString(program, """
                #!/bin/sh
                exec '%s' --i2c '%s' "$@"
                """.formatted(Part.ARM64.require(), devices));
        if (!program.toFile().setExecutable(true)) {
            throw new IOException(program + " cannot be made executable");
        }
        return program;
    }
}
