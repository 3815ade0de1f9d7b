package io.towersense.dynamodblocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoDbLocalTest {

    @Test
    void answersTheSdkUntilItIsClosed() throws IOException {
        long pid;
        try (DynamoDbLocal local = DynamoDbLocal.start();
                DynamoDbClient client = client(local.endpoint())) {
            pid = local.pid();
            assertThat(client.listTables().tableNames()).isEmpty();
            assertThat(isAlive(pid)).isTrue();
            assertThat(local.endpoint().getHost()).isEqualTo("127.0.0.1");
        }
        assertThat(isAlive(pid)).isFalse();
    }

    @Test
    void diesWithAParentThatIsKilled() throws IOException {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        long pid;
        try (BufferedReader output = parent.inputReader(StandardCharsets.UTF_8)) {
            pid = Long.parseLong(output.readLine());
            assertThat(isAlive(pid)).isTrue();
            parent.destroyForcibly();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> !isAlive(pid));
    }

    @Test
    void absentLibrariesAreNamedInOneLine(@TempDir Path folder) {
        assertThatThrownBy(() -> DynamoDbLocal.libraries(folder.resolve("classes")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.resolve("dynamodb-local").toString())
                .hasMessageContaining("mvn package")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aPortInUseIsNamedInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> DynamoDbLocal.start(taken.getLocalPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageNotContaining("\n");
        }
    }

    /** Ended, or only not yet reaped by whoever inherited it. */
    private static boolean isAlive(long pid) throws IOException {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        if (Files.isDirectory(Path.of("/proc/self"))) {
            return Files.exists(status) && !Files.readString(status).contains("State:\tZ");
        }
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static DynamoDbClient client(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(ApacheHttpClient.create())
                .build();
    }

    /** Starts DynamoDB Local, names its process, and waits to be killed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            try (DynamoDbLocal local = DynamoDbLocal.start()) {
                System.out.println(local.pid());
                Thread.sleep(Duration.ofMinutes(5).toMillis());
            }
        }
    }
}
