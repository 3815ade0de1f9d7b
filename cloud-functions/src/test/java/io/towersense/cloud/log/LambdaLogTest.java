package io.towersense.cloud.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LambdaLogTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void eachLineOfAFunctionsLogIsOneJsonObject() throws IOException, InterruptedException {
        Instant begun = Instant.now();

        List<JsonNode> lines = linesOf(Talkative.class);

        assertThat(lines).hasSize(3);
        JsonNode plain = lines.get(0);
        assertThat(names(plain)).containsExactlyInAnyOrder("timestamp", "level", "message", "logger");
        assertThat(plain.get("level").asText()).isEqualTo("INFO");
        assertThat(plain.get("logger").asText()).isEqualTo(Talkative.class.getName());
        assertThat(plain.get("message").asText()).isEqualTo("two\nlines, a \"quote\", a \\, 45 °C and an argument");
        assertThat(plain.get("timestamp").asText()).endsWith("Z");
        assertThat(Instant.parse(plain.get("timestamp").asText()))
                .isBetween(begun.minus(Duration.ofMillis(1)), Instant.now());
    }

    @Test
    void anExceptionIsOneFieldThatBeginsWithItsRootCause() throws IOException, InterruptedException {
        JsonNode failed = linesOf(Talkative.class).get(1);

        assertThat(names(failed))
                .containsExactlyInAnyOrder("timestamp", "level", "message", "logger", "AWSRequestId", "exception");
        assertThat(failed.get("AWSRequestId").asText()).isEqualTo("request-1");
        assertThat(failed.get("exception").asText())
                .startsWith("java.lang.IllegalArgumentException: the cause")
                .contains("java.lang.IllegalStateException: outer")
                .contains("Talkative.main");
    }

    @Test
    void ofLibrariesOnlyTheirTroubleIsLogged() throws IOException, InterruptedException {
        assertThat(linesOf(Talkative.class).get(2).get("message").asText()).isEqualTo("a library's trouble");
    }

    private static List<JsonNode> linesOf(Class<?> program) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlogback.configurationFile=logback-lambda.xml",
                        "-Duser.timezone=Asia/Kathmandu",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName())
                .redirectErrorStream(true)
                .start();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList()) {
            lines.add(JSON.readTree(line));
        }
        assertThat(process.waitFor()).isZero();
        return lines;
    }

    private static Set<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }
}
