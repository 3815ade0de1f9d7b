package io.towersense.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running emulator of AWS that the project did not write, on a free port of 127.0.0.1; for a test that {@link Requires} it. */
public final class AwsStandIn implements AutoCloseable {
    private static final String READY = "Running on";
    private static final Duration START = Duration.ofMinutes(2);

    private final Process process;
    private final URI endpoint;

    private AwsStandIn(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /**
     * Starts one and waits until it answers.
     *
     * @throws IOException if it ends before that, or takes too long; with what it said
     */
    public static AwsStandIn start() throws IOException {
        return start(Part.EMULATOR.require(), START);
    }

    static AwsStandIn start(Path program, Duration longest) throws IOException {
        int port = freePort();
        Process process = new ProcessBuilder(program.toString(), Integer.toString(port))
                .redirectErrorStream(true)
                .start();
        Queue<String> said = new ConcurrentLinkedQueue<>();
        try {
            untilReady(process, said).get(longest.toMillis(), TimeUnit.MILLISECONDS);
            return new AwsStandIn(process, URI.create("http://127.0.0.1:" + port));
        } catch (ExecutionException | TimeoutException e) {
            ProgramRun.end(process);
            throw new IOException("the emulator did not start within " + longest + ": " + String.join("\n", said), e);
        } catch (InterruptedException e) {
            ProgramRun.end(process);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted before the emulator started");
        }
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
        ProgramRun.end(process);
    }

    /** Reads what it says, to the end: a full pipe would stop it. */
    private static CompletableFuture<Void> untilReady(Process process, Queue<String> said) {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
                        for (String line = output.readLine(); line != null; line = output.readLine()) {
                            if (line.contains(READY)) {
                                ready.complete(null);
                            } else if (!ready.isDone()) {
                                said.add(line);
                            }
                        }
                        ready.completeExceptionally(new IOException("it ended"));
                    } catch (IOException ended) {
                        ready.completeExceptionally(ended);
                    }
                },
                "aws-stand-in");
        thread.setDaemon(true);
        thread.start();
        return ready;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
