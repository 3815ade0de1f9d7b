package io.towersense.agent.greengrass;

import java.util.List;
import software.amazon.awssdk.crt.eventstream.Header;
import software.amazon.awssdk.crt.eventstream.MessageFlags;
import software.amazon.awssdk.crt.eventstream.MessageType;
import software.amazon.awssdk.crt.eventstream.ServerConnectionContinuation;
import software.amazon.awssdk.crt.eventstream.ServerConnectionContinuationHandler;
import software.amazon.awssdk.eventstreamrpc.EventStreamRPCServiceModel;
import software.amazon.awssdk.eventstreamrpc.OperationModelContext;
import software.amazon.awssdk.eventstreamrpc.model.EventStreamJsonMessage;
import software.amazon.awssdk.eventstreamrpc.model.EventStreamOperationError;

/** One request to a fake nucleus, and the way back: an answer, an error, or one event after another. */
public final class FakeStream extends ServerConnectionContinuationHandler {
    private final OperationModelContext<?, ?, ?, ?> model;
    private final FakeOperation operation;
    private boolean isAsked;
    private volatile boolean isClosed;
    private volatile Runnable onClosed = () -> {};

    FakeStream(
            ServerConnectionContinuation continuation,
            OperationModelContext<?, ?, ?, ?> model,
            FakeOperation operation) {
        super(continuation);
        this.model = model;
        this.operation = operation;
    }

    /** Answers; a subscription stays open for its events. */
    public void answer(EventStreamJsonMessage response) {
        send(response, MessageType.ApplicationMessage, !model.isStreamingOperation());
    }

    /** Refuses, which ends the stream. */
    public void refuse(EventStreamOperationError error) {
        send((EventStreamJsonMessage) error, MessageType.ApplicationError, true);
    }

    /** Sends an event of a subscription. */
    public void event(EventStreamJsonMessage event) {
        send(event, MessageType.ApplicationMessage, false);
    }

    /** Ends a subscription. */
    public synchronized void end() {
        if (!isClosed) {
            FakeSending.send(
                    () -> continuation.sendMessage(
                            null, null, MessageType.ApplicationMessage, MessageFlags.TerminateStream.getByteValue()),
                    () -> {});
        }
    }

    /** What is to be done when the stream or its connection has ended. */
    void onClosed(Runnable action) {
        onClosed = action;
    }

    @Override
    protected void onContinuationMessage(List<Header> headers, byte[] payload, MessageType type, int flags) {
        if (isAsked || (flags & MessageFlags.TerminateStream.getByteValue()) != 0) {
            return;
        }
        isAsked = true;
        operation.asked(model.getServiceModel().fromJson(model.getRequestTypeClass(), payload), this);
    }

    @Override
    protected void onContinuationClosed() {
        // Not while another thread sends: what it sends on would be gone, and the process with it.
        synchronized (this) {
            isClosed = true;
            continuation.close();
        }
        onClosed.run();
        super.onContinuationClosed();
    }

    private synchronized void send(EventStreamJsonMessage message, MessageType type, boolean isLast) {
        if (isClosed) {
            return;
        }
        List<Header> headers = List.of(
                Header.createHeader(
                        EventStreamRPCServiceModel.CONTENT_TYPE_HEADER,
                        EventStreamRPCServiceModel.CONTENT_TYPE_APPLICATION_JSON),
                Header.createHeader(
                        EventStreamRPCServiceModel.SERVICE_MODEL_TYPE_HEADER, message.getApplicationModelType()));
        byte[] payload = model.getServiceModel().toJson(message);
        int flags = isLast ? MessageFlags.TerminateStream.getByteValue() : 0;
        FakeSending.send(() -> continuation.sendMessage(headers, payload, type, flags), () -> {
            if (isLast) {
                continuation.close();
            }
        });
    }
}
