package io.towersense.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.towersense.testing.Part;
import io.towersense.testing.Requires;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void holdsTheNativeLibrariesOfLinuxOnAarch64Armv7AndX8664AndNoOther() throws Exception {
        assertThat(entries().stream().filter(entry -> entry.matches(".*\\.(so|dylib|jnilib|dll|a)")))
                .containsExactlyInAnyOrder(
                        "linux/armv7/glibc/libaws-crt-jni.so",
                        "linux/armv8/glibc/libaws-crt-jni.so",
                        "linux/x86_64/glibc/libaws-crt-jni.so",
                        "org/sqlite/native/Linux/aarch64/libsqlitejdbc.so",
                        "org/sqlite/native/Linux/armv7/libsqlitejdbc.so",
                        "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so",
                        "lib/aarch64/pi4j-linuxfs/libpi4j-linuxfs.so",
                        "lib/armhf/pi4j-linuxfs/libpi4j-linuxfs.so");
    }

    @Test
    void isSmallEnoughForABackhaulThatIsSlow() throws Exception {
        assertThat(Files.size(JAR)).isLessThan(20_000_000);
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
    void underANucleusTheAgentTellsWarningsByStandardErrorAndLeavesTheTimeToIt(@TempDir Path folder) throws Exception {
        Path configuration = Files.writeString(folder.resolve("agent.yaml"), """
                gateway: {thing: gateway-1}
                data_folder: data
                uplink: {mqtt: {endpoint: "mqtt://127.0.0.1:9"}}
                devices: [{id: one, driver: simulator, interval: 1s}]
                """);
        Path warnings = folder.resolve("warnings");
        Path notices = folder.resolve("notices");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        JAR.toString(),
                        "agent",
                        "--config",
                        configuration.toString())
                .redirectError(warnings.toFile())
                .redirectOutput(notices.toFile());
        builder.environment().put("AWS_GG_NUCLEUS_DOMAIN_SOCKET_FILEPATH_FOR_COMPONENT", "/nowhere/ipc.socket");
        Process agent = builder.start();
        try {
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(warnings).content().contains("nothing listens"));
        } finally {
            agent.destroy();
        }
        assertThat(agent.waitFor()).isZero();
        assertThat(Files.readAllLines(warnings)).allMatch(line -> line.startsWith("WARN  "));
        assertThat(Files.readAllLines(notices)).isNotEmpty().allMatch(line -> line.startsWith("INFO  "));
    }

    @Test
    @Requires(Part.JDK25)
    void runsOnJava25() throws Exception {
        assertThat(help(Part.JDK25.require().resolve("bin/java"))).contains("agent");
    }
}
