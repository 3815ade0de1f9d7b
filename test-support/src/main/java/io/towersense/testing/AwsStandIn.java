package io.towersense.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** A running emulator of AWS that the project did not write, on a free port of 127.0.0.1; for a test that {@link Requires} it. */
public final class AwsStandIn implements AutoCloseable {
    private static final String READY = "Running on";

    private final Process process;
    private final URI endpoint;

    private AwsStandIn(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /**
     * Starts one and waits until it answers.
     *
     * @throws IOException if it ends before that; with what it said
     */
    public static AwsStandIn start() throws IOException {
        int port = freePort();
        Process process = new ProcessBuilder(Part.EMULATOR.require().toString(), Integer.toString(port))
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(READY)) {
                discard(output);
                return new AwsStandIn(process, URI.create("http://127.0.0.1:" + port));
            }
            said.append(line).append('\n');
        }
        throw new IOException("the emulator did not start: " + said);
    }

    /** Where it answers. */
    public URI endpoint() {
        return endpoint;
    }

    /** Lets it forget everything. */
    public void reset() throws IOException, InterruptedException {
        HttpRequest reset = HttpRequest.newBuilder(endpoint.resolve("/moto-api/reset"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        int status = HttpClient.newHttpClient()
                .send(reset, BodyHandlers.discarding())
                .statusCode();
        if (status != 200) {
            throw new IOException("the emulator does not reset: status " + status);
        }
    }

    /** Ends it, and waits until it has. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** Nobody reads on, and a full pipe would stop it. */
    private static void discard(BufferedReader output) {
        Thread thread = new Thread(
                () -> {
                    try (output) {
                        while (output.readLine() != null) {
                            // says what it answered
                        }
                    } catch (IOException ended) {
                        // with its process
                    }
                },
                "aws-stand-in");
        thread.setDaemon(true);
        thread.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
