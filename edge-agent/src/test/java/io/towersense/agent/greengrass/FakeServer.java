package io.towersense.agent.greengrass;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.crt.eventstream.ServerConnection;
import software.amazon.awssdk.crt.eventstream.ServerConnectionHandler;
import software.amazon.awssdk.crt.eventstream.ServerListener;
import software.amazon.awssdk.crt.eventstream.ServerListenerHandler;
import software.amazon.awssdk.crt.io.EventLoopGroup;
import software.amazon.awssdk.crt.io.ServerBootstrap;
import software.amazon.awssdk.crt.io.SocketOptions;

/** A fake nucleus' socket, and whoever is connected to it, until it is closed. */
final class FakeServer implements AutoCloseable {
    private static final int PORT_OF_A_SOCKET_WITHOUT_ONE = 0;

    private final List<FakeConnection> connections = new CopyOnWriteArrayList<>();
    private final EventLoopGroup threads = new EventLoopGroup(1);
    private final ServerBootstrap bootstrap = new ServerBootstrap(threads);
    private final SocketOptions options = new SocketOptions();
    private final String token;
    private final Function<String, Optional<FakeOperation>> operations;
    private final Consumer<String> refused;
    private @Nullable ServerListener listener;

    private FakeServer(String token, Function<String, Optional<FakeOperation>> operations, Consumer<String> refused) {
        this.token = token;
        this.operations = operations;
        this.refused = refused;
        options.domain = SocketOptions.SocketDomain.LOCAL;
        options.type = SocketOptions.SocketType.STREAM;
    }

    static FakeServer listen(
            Path socket, String token, Function<String, Optional<FakeOperation>> operations, Consumer<String> refused) {
        FakeServer server = new FakeServer(token, operations, refused);
        server.listener = new ServerListener(
                socket.toString(),
                PORT_OF_A_SOCKET_WITHOUT_ONE,
                server.options,
                null,
                server.bootstrap,
                server.new Listener());
        return server;
    }

    int connections() {
        return (int) connections.stream().filter(FakeConnection::isAccepted).count();
    }

    void dropConnections() {
        connections.forEach(FakeConnection::drop);
    }

    @Override
    public void close() {
        ServerListener listening = listener;
        if (listening != null) {
            listening.close();
            dropConnections();
            FakeNucleus.soon(listening.getShutdownCompleteFuture());
        }
        bootstrap.close();
        options.close();
        threads.close();
        FakeNucleus.soon(threads.getShutdownCompleteFuture());
    }

    private final class Listener extends ServerListenerHandler {
        @Override
        protected ServerConnectionHandler onNewConnection(ServerConnection connection, int errorCode) {
            FakeConnection accepted = new FakeConnection(connection, token, operations, refused);
            connections.add(accepted);
            return accepted;
        }

        @Override
        protected void onConnectionShutdown(ServerConnection connection, int errorCode) {
            connections.removeIf(gone -> gone.isOf(connection));
        }
    }
}
