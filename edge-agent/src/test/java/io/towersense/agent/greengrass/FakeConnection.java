package io.towersense.agent.greengrass;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.aws.greengrass.GreengrassCoreIPCServiceModel;
import software.amazon.awssdk.aws.greengrass.model.ServiceError;
import software.amazon.awssdk.crt.eventstream.Header;
import software.amazon.awssdk.crt.eventstream.MessageFlags;
import software.amazon.awssdk.crt.eventstream.MessageType;
import software.amazon.awssdk.crt.eventstream.ServerConnection;
import software.amazon.awssdk.crt.eventstream.ServerConnectionContinuation;
import software.amazon.awssdk.crt.eventstream.ServerConnectionContinuationHandler;
import software.amazon.awssdk.crt.eventstream.ServerConnectionHandler;

/** One client of a fake nucleus: let in by its token, or turned away. */
final class FakeConnection extends ServerConnectionHandler {
    private final String token;
    private final Function<String, Optional<FakeOperation>> operations;
    private final Consumer<String> refused;
    private volatile boolean isAccepted;

    FakeConnection(
            ServerConnection connection,
            String token,
            Function<String, Optional<FakeOperation>> operations,
            Consumer<String> refused) {
        super(connection);
        this.token = token;
        this.operations = operations;
        this.refused = refused;
    }

    boolean isAccepted() {
        return isAccepted;
    }

    boolean isOf(ServerConnection other) {
        return connection == other;
    }

    void drop() {
        connection.closeConnection(0);
    }

    @Override
    protected void onProtocolMessage(List<Header> headers, byte[] payload, MessageType type, int flags) {
        if (type == MessageType.Connect) {
            authenticate(token(payload));
        } else if (type == MessageType.Ping) {
            var unused = connection.sendProtocolMessage(null, payload, MessageType.PingResponse, 0);
        }
    }

    private static String token(byte[] connectMessage) {
        try {
            return JsonMapper.builder()
                    .build()
                    .readTree(connectMessage)
                    .path("authToken")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void authenticate(String presented) {
        isAccepted = presented.equals(token);
        if (isAccepted) {
            var unused = connection.sendProtocolMessage(
                    null, null, MessageType.ConnectAck, MessageFlags.ConnectionAccepted.getByteValue());
            return;
        }
        refused.accept(presented);
        var unused = connection
                .sendProtocolMessage(null, null, MessageType.ConnectAck, 0)
                .whenComplete((nothing, failure) -> connection.closeConnection(0));
    }

    @Override
    protected ServerConnectionContinuationHandler onIncomingStream(
            ServerConnectionContinuation continuation, String name) {
        FakeOperation operation = operations
                .apply(name)
                .orElse((request, stream) ->
                        stream.refuse(new ServiceError("Operation " + name + " is not supported by Greengrass")));
        return new FakeStream(
                continuation, GreengrassCoreIPCServiceModel.getInstance().getOperationModelContext(name), operation);
    }
}
