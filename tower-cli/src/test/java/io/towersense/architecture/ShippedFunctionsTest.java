package io.towersense.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.towersense.testing.ProgramRun;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is given to Lambda, as it lies in {@code cloud-functions/target} after the build: started from nothing but itself. */
class ShippedFunctionsTest {
    private static final Path ZIP = Path.of("../cloud-functions/target/towersense-functions.zip");
    private static final int MOST_BYTES = 30_000_000;
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final Pattern FUNCTION = Pattern.compile("(?m)^resource \"aws_lambda_function\" ");
    private static final Pattern HANDLER = Pattern.compile("(?m)^ *handler *= *\"([\\w.]+)\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What Lambda does at a cold start, and a line in the log of a function that has nothing to say there. */
    private static final String START = """
            public class Start {
                public static void main(String[] handler) throws Exception {
                    Class.forName(handler[0]).getConstructor().newInstance();
                    org.slf4j.LoggerFactory.getLogger(Start.class).warn("started {}", handler[0]);
                    System.exit(0);
                }
            }
            """;

    /** What the functions need to be told, all of them together. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "AWS_REGION", "eu-central-1",
            "READINGS_TABLE", "iot-sensor-readings",
            "STATE_TABLE", "iot-device-state",
            "QUARANTINE_BUCKET", "quarantine",
            "ALERT_FUNCTION", "arn:aws:lambda:eu-central-1:000000000000:function:towersense-alert-handler:live",
            "ALERT_TOPIC_ARN", "arn:aws:sns:eu-central-1:000000000000:towersense-alerts",
            "EVENT_BUS", "towersense",
            "STREAM", "towersense-readings");

    private static List<String> names = List.of();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void unpack() throws IOException {
        assertThat(ZIP).as("mvn package makes it").isRegularFile();
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            names = zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
            for (String name : names) {
                Path file = folder.resolve(name);
                Files.createDirectories(file.getParent());
                try (InputStream content = zip.getInputStream(zip.getEntry(name))) {
                    Files.copy(content, file);
                }
            }
        }
    }

    @Test
    void itHoldsLibrariesAloneWhereLambdaLooksForThem() {
        assertThat(names).isNotEmpty().allMatch(name -> name.matches("lib/[^/]+\\.jar"));
    }

    static List<String> handlers() throws IOException {
        String functions = Files.readString(Path.of("../terraform/functions.tf"));
        List<String> handlers = HANDLER.matcher(functions)
                .results()
                .map(handler -> handler.group(1))
                .toList();
        assertThat(handlers).hasSize((int) FUNCTION.matcher(functions).results().count());
        return handlers;
    }

    @ParameterizedTest
    @MethodSource("handlers")
    void aFunctionStartsAndItsLogIsJson(String handler) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dlogback.configurationFile=logback-lambda.xml",
                "-cp",
                folder.resolve("lib") + "/*",
                Files.writeString(folder.resolve("Start.java"), START).toString(),
                handler);
        builder.environment().putAll(ENVIRONMENT);

        ProgramRun start = ProgramRun.of(builder, LONGEST);

        assertThat(start.status()).as(start.output()).isZero();
        assertThat(start.output()).contains("started " + handler);
        for (String line : start.output().lines().toList()) {
            assertThat(JSON.readTree(line).path("level").asText()).as(line).isEqualTo("WARN");
        }
    }

    @Test
    void itHoldsOneHttpClientAndNothingOfTestsOrOfTheLocalCloud() {
        assertThat(names)
                .filteredOn(name -> name.matches("lib/(.*-client-\\d|netty|aws-crt|httpclient5).*"))
                .singleElement()
                .asString()
                .startsWith("lib/apache-client-");
        assertThat(names)
                .noneMatch(
                        name -> name.matches(
                                "lib/(local-cloud|dynamodb-local|test-support|tower-cli|edge-agent|junit|assertj|mockito|jqwik).*"));
    }

    @Test
    void itIsSmallEnoughToBeGivenToLambdaDirectlyAndToStartSoon() throws IOException {
        assertThat(Files.size(ZIP)).isLessThan(MOST_BYTES);
    }
}
