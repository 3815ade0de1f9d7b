package io.towersense.cli.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tower} of a checkout that was built, with a Java and a Maven that print how they were called. */
class CheckoutScriptTest {
    private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private Path checkout = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        checkout = Files.createDirectories(folder.resolve("checkout"));
        Files.copy(Packages.CHECKOUT.resolve("tower"), checkout.resolve("tower"));
        file("tower-cli/target/built", BUILT);
        ShellScript.program(folder.resolve("jdk/bin/java"), "echo run");
        ShellScript.program(folder.resolve("jdk/bin/javac"), "");
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
        ShellScript.program(folder.resolve("bin/mvn"), "");
    }

    private void file(String name, Instant changed) throws IOException {
        Path file = checkout.resolve(name);
        Files.createDirectories(file.getParent());
        Files.setLastModifiedTime(Files.writeString(file, ""), FileTime.from(changed));
    }

    private String tower() throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(
                "JAVA_HOME",
                folder.resolve("jdk").toString(),
                "PATH",
                folder.resolve("bin") + ":" + System.getenv("PATH"));
        return ShellScript.run(folder, environment, checkout.resolve("tower"), "demo")
                .output();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "edge-agent/src/main/java/Agent.java",
                "cloud-functions/src/assembly/functions.xml",
                "terraform/rules.tf"
            })
    void whatGoesIntoTheBuildAndIsNewerIsBuiltOnce(String name) throws Exception {
        file(name, BUILT.plusSeconds(1));

        assertThat(tower()).contains("tower: building").endsWith("run\n");
        assertThat(tower()).isEqualTo("run\n");
    }

    @Test
    void whatDoesNotGoIntoTheBuildIsNotBuilt() throws Exception {
        file("edge-agent/src/test/java/AgentTest.java", BUILT.plusSeconds(1));
        file("docs/architecture.md", BUILT.plusSeconds(1));

        assertThat(tower()).isEqualTo("run\n");
    }
}
