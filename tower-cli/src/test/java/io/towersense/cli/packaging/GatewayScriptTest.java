package io.towersense.cli.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.towersense.agent.configuration.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code tower} on a gateway, in a nucleus' folders, with a Java that prints how it was called. */
class GatewayScriptTest {
    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private Path root = Path.of("");
    private Path script = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        root = folder.resolve("greengrass/v2");
        script = Files.copy(Packages.CHECKOUT.resolve("greengrass/artifacts/tower"), folder.resolve("tower"));
        Path java = ShellScript.program(
                folder.resolve("bin/java"),
                "case \"$1\" in -version) echo 'openjdk version \"17.0.1\"' >&2 ;;"
                        + " *) echo \"data=${TOWER_DATA:-}\"; printf '%s\\n' \"$@\" ;; esac");
        environment.put("TOWER_JAVA", java.toString());
        environment.put("GREENGRASS_ROOT", root.toString());
        environment.put("TOWER_SYSTEM_DATA", folder.resolve("data").toString());
    }

    private Path version(String version, Instant installed) throws IOException {
        Path artifacts = Files.createDirectories(
                root.resolve("packages/artifacts/io.towersense.EdgeAgent").resolve(version));
        Files.copy(Packages.CHECKOUT.resolve("greengrass/artifacts/java.sh"), artifacts.resolve("java.sh"));
        Files.writeString(artifacts.resolve("tower-agent.jar"), "");
        Files.setLastModifiedTime(artifacts, FileTime.from(installed));
        return artifacts;
    }

    private ShellScript tower(String... arguments) throws IOException, InterruptedException {
        return ShellScript.run(folder, environment, script, arguments);
    }

    @Test
    void itRunsTheVersionThatWasInstalledLastWhereNoAgentRuns() throws Exception {
        version("10.0.0", Instant.parse("2026-01-01T00:00:00Z"));
        Path last = version("9.0.0", Instant.parse("2026-02-01T00:00:00Z"));
        ShellScript tower = tower("status", "--json");
        assertThat(tower.exitCode()).as(tower.output()).isZero();
        assertThat(tower.output()).contains(last + "/tower-agent.jar:");
        assertThat(tower.output().lines().toList()).endsWith("io.towersense.agent.Tower", "status", "--json");
    }

    @Test
    void itRunsTheVersionOfTheAgentThatRuns() throws Exception {
        Path running = version("1.0.0", Instant.parse("2026-01-01T00:00:00Z"));
        version("2.0.0", Instant.parse("2026-02-01T00:00:00Z"));
        Process agent = new ProcessBuilder(
                        "sh",
                        "-c",
                        "read line",
                        "agent",
                        "-cp",
                        running + "/tower-agent.jar:drivers/*",
                        "io.towersense.agent.Tower",
                        "agent")
                .start();
        try {
            assertThat(tower("status").output()).contains(running + "/tower-agent.jar:");
        } finally {
            agent.destroy();
        }
    }

    @Test
    void aJarOfTheSameNameElsewhereIsNotRunWhoeverStartedIt() throws Exception {
        Path installed = version("1.0.0", Instant.parse("2026-01-01T00:00:00Z"));
        Process other =
                new ProcessBuilder("sh", "-c", "read line", "agent", "-cp", folder + "/evil/tower-agent.jar").start();
        try {
            assertThat(tower("status").output()).contains(installed + "/tower-agent.jar:");
        } finally {
            other.destroy();
        }
    }

    @Test
    void itReadsTheSystemsDataFolderWhereThereIsOneAndElseTheComponentsOwn() throws Exception {
        version("1.0.0", Instant.EPOCH);
        Path own = Files.createDirectories(root.resolve("work/io.towersense.EdgeAgent/.towersense"));
        assertThat(tower("status").output()).contains("data=" + own);
        Path system = Files.createDirectories(folder.resolve("data"));
        assertThat(tower("status").output()).contains("data=" + system);
        environment.put("TOWER_DATA", "/somewhere");
        assertThat(tower("status").output()).contains("data=/somewhere");
    }

    @Test
    void itFindsTheJarBesideItselfWhereThereIsNoNucleus() throws Exception {
        Files.writeString(folder.resolve("tower-agent.jar"), "");
        Files.copy(Packages.CHECKOUT.resolve("greengrass/artifacts/java.sh"), folder.resolve("java.sh"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), script);
        ShellScript tower = ShellScript.run(folder, environment, link, "alerts", "--open");
        assertThat(tower.exitCode()).as(tower.output()).isZero();
        assertThat(tower.output().lines())
                .as("a colon at the end would be the folder that the technician is in")
                .containsSequence("-cp", folder.toRealPath() + "/tower-agent.jar", "io.towersense.agent.Tower");
    }

    @Test
    void withoutTheSystemsDataFolderInstallAgentAndTechnicianMeanTheSameOne() throws Exception {
        assumeThat(Path.of("/var/lib/towersense")).doesNotExist();
        Path artifacts = version("1.0.0", Instant.EPOCH);
        Path component = Files.copy(
                Packages.CHECKOUT.resolve("greengrass/artifacts/component.sh"), artifacts.resolve("component.sh"));
        Path work = Files.createDirectories(root.resolve("work/io.towersense.EdgeAgent"));
        Path agents = Surroundings.greengrass("tower-0042", work).dataFolder().path();
        ShellScript install = ShellScript.run(work, environment, component, "install");
        assertThat(install.exitCode()).as(install.output()).isZero();
        assertThat(install.output()).contains("data and status are in " + agents + ",");
        assertThat(agents).isDirectory();
        assertThat(tower("status").output().lines()).contains("data=" + agents);
    }

    @Test
    void aClosedFolderIsToldWithWhatToRunOnceRatherThanThatNothingIsInstalled() throws Exception {
        version("1.0.0", Instant.EPOCH);
        Path closed = root.getParent();
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        try {
            assumeThat(Files.isExecutable(closed)).as("root enters everything").isFalse();
            ShellScript tower = tower("status");
            assertThat(tower.exitCode()).isEqualTo(2);
            assertThat(tower.output().lines())
                    .singleElement()
                    .asString()
                    .contains(closed + " may not be entered")
                    .endsWith("once: sudo chmod 755 " + closed);
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void whereTheComponentIsNotInstalledItSaysSo() throws Exception {
        ShellScript tower = tower("status");
        assertThat(tower.exitCode()).isEqualTo(2);
        assertThat(tower.output())
                .contains("io.towersense.EdgeAgent is not installed here")
                .contains("GREENGRASS_ROOT");
    }
}
