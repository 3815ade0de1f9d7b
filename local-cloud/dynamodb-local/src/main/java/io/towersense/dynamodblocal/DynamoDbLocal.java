package io.towersense.dynamodblocal;

import io.towersense.dynamodblocal.process.ChildProcess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A running DynamoDB Local: Amazon's own emulator of DynamoDB, in memory, one database for all regions and
 * credentials, on 127.0.0.1 only, without telemetry. It ends with {@link #close()} and never outlives this process.
 *
 * <p>Its libraries are in the folder that this module's build fills, {@code target/dynamodb-local}; the system property
 * {@value #LIBRARIES} names another.
 */
public final class DynamoDbLocal implements AutoCloseable {
    /** The system property that names the folder of DynamoDB Local's libraries. */
    public static final String LIBRARIES = "towersense.dynamodb.local";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChildProcess process;
    private final URI endpoint;

    private DynamoDbLocal(ChildProcess process) {
        this.process = process;
        this.endpoint = URI.create("http://127.0.0.1:" + process.answer());
    }

    /**
     * Starts it on a free port and waits until it answers.
     *
     * @throws IOException one line: its libraries are absent, or what it said when it failed
     */
    public static DynamoDbLocal start() throws IOException {
        return start(0);
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param port the TCP port; 0 is any free one
     * @throws IOException one line: its libraries are absent, the port is in use, or what it said when it failed
     */
    public static DynamoDbLocal start(int port) throws IOException {
        Path own = codeSource();
        Path libraries = libraries(own);
        ChildProcess process = ChildProcess.start(
                "DynamoDB Local",
                options(libraries),
                own + File.pathSeparator + libraries.resolve("*"),
                ServerProcess.class.getName(),
                List.of(Integer.toString(port)),
                Map.of("DDB_LOCAL_TELEMETRY", "0"),
                PATIENCE);
        return new DynamoDbLocal(process);
    }

    /** Where it answers, such as {@code http://127.0.0.1:40123}. */
    public URI endpoint() {
        return endpoint;
    }

    /** The operating system's id of its process. */
    public long pid() {
        return process.pid();
    }

    /** Ends it and waits until it is gone; everything stored in it is gone too. May be called again. */
    @Override
    public void close() {
        process.close();
    }

    private static List<String> options(Path libraries) {
        Stream<String> always = Stream.of(
                "-Djava.library.path=" + libraries,
                "-Djava.awt.headless=true",
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData");
        Stream<String> sinceJava22 =
                Runtime.version().feature() >= 22 ? Stream.of("--enable-native-access=ALL-UNNAMED") : Stream.of();
        return Stream.concat(always, sinceJava22).toList();
    }

    static Path libraries(Path codeSource) throws IOException {
        String told = System.getProperty(LIBRARIES);
        Path folder = told != null ? Path.of(told) : codeSource.resolveSibling("dynamodb-local");
        if (!hasServer(folder)) {
            throw new IOException("DynamoDB Local is not in " + folder
                    + ": run 'mvn package -pl local-cloud/dynamodb-local', or name its folder with -D" + LIBRARIES);
        }
        return folder.toAbsolutePath();
    }

    private static boolean hasServer(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().matches("DynamoDBLocal-.*\\.jar"));
        }
    }

    private static Path codeSource() throws IOException {
        try {
            return Path.of(DynamoDbLocal.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException wrong) {
            throw new IOException(
                    "DynamoDB Local's launcher was loaded from nowhere on this disk: " + wrong.getInput());
        }
    }
}
