package io.towersense.agent.greengrass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Greengrass nucleus as a component sees it: an event-stream RPC server on a Unix domain socket, with all that a nucleus
 * keeps beyond the life of its process, such as the configuration. It may be killed, and come back with another token.
 */
public final class FakeNucleus implements AutoCloseable {
    public static final String THING = "gateway-1";
    public static final String COMPONENT = "io.towersense.EdgeAgent";

    private final Path socket;
    private final FakeIotCore iotCore = new FakeIotCore();
    private final FakeConfiguration configuration = new FakeConfiguration();
    private final FakeShadows shadows = new FakeShadows();
    private final FakeLifecycle lifecycle = new FakeLifecycle();
    private final List<String> refusedTokens = new ArrayList<>();
    private Optional<FakeServer> server = Optional.empty();

    private FakeNucleus(Path socket) {
        this.socket = socket;
    }

    /** A nucleus that listens at that path, which is to be short: a socket's may have some 100 bytes. */
    public static FakeNucleus start(Path socket, String token) {
        FakeNucleus nucleus = new FakeNucleus(socket);
        nucleus.comeBack(token);
        return nucleus;
    }

    /** As after {@code systemctl start greengrass}: whoever has that token is let in, and nobody else. */
    public void comeBack(String token) {
        synchronized (this) {
            if (server.isPresent()) {
                throw new IllegalStateException("it is there already");
            }
        }
        FakeServer started = FakeServer.listen(socket, token, this::operation, this::refused);
        synchronized (this) {
            server = Optional.of(started);
        }
    }

    /** As after {@code kill -9}: whatever is under way gets no answer. Does nothing if it is not there. */
    public void kill() {
        Optional<FakeServer> running;
        synchronized (this) {
            running = server;
            server = Optional.empty();
        }
        running.ifPresent(FakeServer::close);
        try {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts all connections, and takes new ones. */
    public void dropConnections() {
        FakeServer running;
        synchronized (this) {
            running = server.orElseThrow();
        }
        running.dropConnections();
    }

    /** How many clients are connected and let in. */
    public synchronized int connections() {
        return server.map(FakeServer::connections).orElse(0);
    }

    /** How many connected with a token that is not the right one. */
    public synchronized int refusals() {
        return refusedTokens.size();
    }

    public FakeIotCore iotCore() {
        return iotCore;
    }

    public FakeConfiguration configuration() {
        return configuration;
    }

    public FakeShadows shadows() {
        return shadows;
    }

    public FakeLifecycle lifecycle() {
        return lifecycle;
    }

    /** What a component of this nucleus finds in its environment. */
    public Map<String, String> environment(String token) {
        return Map.of(
                "AWS_GG_NUCLEUS_DOMAIN_SOCKET_FILEPATH_FOR_COMPONENT", socket.toString(),
                "SVCUID", token,
                "AWS_IOT_THING_NAME", THING);
    }

    @Override
    public void close() {
        kill();
        iotCore.close();
    }

    private synchronized void refused(String token) {
        refusedTokens.add(token);
    }

    private Optional<FakeOperation> operation(String name) {
        return iotCore.operation(name)
                .or(() -> configuration.operation(name))
                .or(() -> shadows.operation(name))
                .or(() -> lifecycle.operation(name));
    }

    /** The result of something that takes moments, or a failure of the test. */
    static <T> T soon(Future<T> result) {
        try {
            return result.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("no result: " + e, e);
        }
    }
}
