package io.towersense.agent.greengrass;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.aws.greengrass.GreengrassCoreIPCClient;
import software.amazon.awssdk.aws.greengrass.GreengrassCoreIPCClientV2;
import software.amazon.awssdk.crt.CRT;
import software.amazon.awssdk.crt.CrtRuntimeException;
import software.amazon.awssdk.eventstreamrpc.EventStreamRPCConnection;
import software.amazon.awssdk.eventstreamrpc.EventStreamRPCConnectionConfig;
import software.amazon.awssdk.eventstreamrpc.GreengrassConnectMessageSupplier;
import software.amazon.awssdk.eventstreamrpc.model.AccessDeniedException;

/**
 * One connection to the nucleus, from its beginning to its end, and never again. The SDK's client would make its own,
 * wait for it without a limit, and tell nobody that it has ended.
 */
final class IpcConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IpcConnection.class);
    private static final int PORT_OF_A_SOCKET_WITHOUT_ONE = 0;
    private static final long TO_END_SECONDS = 2;

    /** Who hears what becomes of it: once {@link #connected} or not, and then the end. On the connection's thread. */
    interface Events {
        void connected(IpcConnection connection);

        /** Being connected follows at once, or never: the SDK takes an end before the nucleus' word for a success. */
        void settled(IpcConnection connection);

        /** It has ended, or was never made; said once. */
        void ended(IpcConnection connection, String reason, boolean isRefused);
    }

    private final Path socket;
    private final EventStreamRPCConnection connection;
    private final GreengrassCoreIPCClientV2 client;
    private final Events events;
    private final AtomicBoolean hasEnded = new AtomicBoolean();
    private final CompletableFuture<Void> disconnected = new CompletableFuture<>();
    private volatile boolean isConnected;

    private IpcConnection(
            Path socket, EventStreamRPCConnection connection, GreengrassCoreIPCClientV2 client, Events events) {
        this.socket = socket;
        this.connection = connection;
        this.client = client;
        this.events = events;
    }

    /** A connection that does not connect yet. */
    static IpcConnection create(NucleusEnvironment environment, IpcThreads threads, Events events) {
        EventStreamRPCConnection connection = new EventStreamRPCConnection(new EventStreamRPCConnectionConfig(
                threads.bootstrap(),
                threads.threads(),
                threads.options(),
                null,
                environment.socket().toString(),
                PORT_OF_A_SOCKET_WITHOUT_ONE,
                GreengrassConnectMessageSupplier.connectMessageSupplier(environment.token())));
        return new IpcConnection(environment.socket(), connection, client(connection), events);
    }

    /** Begins to connect; returns at once. */
    void connect() {
        try {
            var unused = connection.connect(new Lifecycle()).whenComplete((nothing, failure) -> {
                if (failure == null) {
                    events.settled(this);
                } else {
                    failed(failure);
                }
            });
        } catch (CrtRuntimeException e) {
            failed(e);
        }
    }

    GreengrassCoreIPCClientV2 client() {
        return client;
    }

    boolean isConnected() {
        return isConnected && !hasEnded.get();
    }

    /** Ends it; returns at once. */
    void end(String reason) {
        connection.disconnect();
        ended(reason, false);
    }

    /** Ends it, and waits for that for some seconds at most. */
    @Override
    public void close() {
        boolean wasConnected = isConnected;
        end("closed");
        if (!wasConnected) {
            return;
        }
        try {
            disconnected.get(TO_END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("the connection to the nucleus does not end: {}", e.toString());
        }
    }

    private static GreengrassCoreIPCClientV2 client(EventStreamRPCConnection connection) {
        try {
            return GreengrassCoreIPCClientV2.builder()
                    .withClient(new GreengrassCoreIPCClient(connection))
                    .withoutExecutor()
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void failed(Throwable failure) {
        if (failure instanceof AccessDeniedException) {
            ended("the nucleus does not know this process: it was started by another one", true);
        } else if (failure instanceof CrtRuntimeException crt) {
            ended(unreachable(crt.errorName), false);
        } else {
            ended(unreachable(String.valueOf(failure.getMessage())), false);
        }
    }

    private String unreachable(String why) {
        return "the nucleus cannot be reached at " + socket + " (" + why
                + "); look whether it runs: systemctl status greengrass";
    }

    private void ended(String reason, boolean isRefused) {
        if (hasEnded.compareAndSet(false, true)) {
            events.ended(this, reason, isRefused);
        }
    }

    private final class Lifecycle implements EventStreamRPCConnection.LifecycleHandler {
        @Override
        public void onConnect() {
            isConnected = true;
            events.connected(IpcConnection.this);
        }

        @Override
        public void onDisconnect(int errorCode) {
            disconnected.complete(null);
            ended("the connection to the nucleus has ended: " + CRT.awsErrorName(errorCode), false);
        }

        @Override
        public boolean onError(@Nullable Throwable failure) {
            if (failure != null) {
                failed(failure);
            }
            return true;
        }
    }
}
