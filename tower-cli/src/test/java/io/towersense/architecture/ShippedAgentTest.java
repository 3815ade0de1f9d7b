package io.towersense.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.testing.Part;
import io.towersense.testing.Requires;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What is shipped to a gateway, as it lies in {@code edge-agent/target} after the build. */
class ShippedAgentTest {
    private static final Path JAR = Path.of("../edge-agent/target/tower-agent.jar");

    private static Set<String> entries() throws IOException {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            return jar.stream().map(ZipEntry::getName).collect(Collectors.toSet());
        }
    }

    private static String run(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String help(Path java) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(java.toString(), "-jar", JAR.toString(), "--help")
                .redirectErrorStream(true)
                .start();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(text).isZero();
            return text;
        }
    }

    @Test
    void isBuilt() {
        assertThat(JAR).as("mvn package makes it").isRegularFile();
        assertThat(JAR).satisfies(jar -> assertThat(Files.size(jar)).isPositive());
    }

    @Test
    void holdsNoServiceClientOfAws() throws Exception {
        assertThat(entries()).noneMatch(entry -> entry.startsWith("software/amazon/awssdk/services/"));
    }

    @Test
    void holdsNothingOfTheLocalCloudNorOfTheLaptopsCommands() throws Exception {
        assertThat(entries())
                .noneMatch(entry -> entry.startsWith("io/towersense/local/")
                        || entry.startsWith("io/towersense/cloud/")
                        || entry.startsWith("io/towersense/cli/")
                        || entry.startsWith("org/apache/activemq/")
                        || entry.startsWith("org/apache/artemis/"));
    }

    @Test
    void holdsTheAgentAndItsDrivers() throws Exception {
        assertThat(entries())
                .contains(
                        "io/towersense/agent/Tower.class",
                        "META-INF/services/io.towersense.sensor.SensorDriverProvider",
                        "META-INF/services/io.towersense.agent.command.TowerCommand");
    }

    @Test
    void holdsPi4jWithItsLibrariesForArmAndNothingThatItBringsForOtherPurposes() throws Exception {
        assertThat(entries())
                .contains(
                        "com/pi4j/plugin/linuxfs/provider/i2c/LinuxFsI2C.class",
                        "lib/aarch64/pi4j-linuxfs/libpi4j-linuxfs.so",
                        "lib/armhf/pi4j-linuxfs/libpi4j-linuxfs.so")
                .doesNotContain("README.md")
                .noneMatch(entry -> entry.startsWith("com/sun/jna/") || entry.startsWith("com/jcraft/"));
    }

    @Test
    void runsByItselfAndHasTheGatewaysCommandsAlone() throws Exception {
        String help = help(Path.of(System.getProperty("java.home"), "bin", "java"));
        assertThat(help)
                .contains("agent")
                .contains("alerts")
                .contains("status")
                .contains("sensors")
                .doesNotContain("demo");
    }

    @Test
    void theAgentLoadsNothingOfTheTechniciansCommands() throws Exception {
        String loaded = run("-Xlog:class+load", "-jar", JAR.toString(), "agent", "--config", "nowhere.yaml");
        assertThat(loaded)
                .contains("io.towersense.agent.AgentCommand")
                .doesNotContain("io.towersense.agent.sensors")
                .doesNotContain("io.towersense.sensor.i2c.trace");
    }

    @Test
    @Requires(Part.JDK25)
    void runsOnJava25() throws Exception {
        assertThat(help(Part.JDK25.require().resolve("bin/java"))).contains("agent");
    }
}
