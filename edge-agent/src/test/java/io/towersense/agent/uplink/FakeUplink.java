package io.towersense.agent.uplink;

import io.towersense.agent.outbox.Lane;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** An uplink whose broker is the test: it holds what was published until the test answers. */
final class FakeUplink implements Uplink {
    final List<Sent> sent = new CopyOnWriteArrayList<>();
    private volatile UplinkState state = UplinkState.CONNECTED;

    /** A message that was published and how it is answered. */
    @SuppressWarnings("ArrayRecordComponent") // nobody changes it
    record Sent(Lane lane, byte[] payload, CompletableFuture<PublishOutcome> answer) {
        void accept() {
            answer.complete(new PublishOutcome.Accepted());
        }

        void refuse(String reason) {
            answer.complete(new PublishOutcome.Refused(reason));
        }

        void forget() {
            answer.complete(new PublishOutcome.Unconfirmed("no answer"));
        }
    }

    /** The connection goes; what is out fails with it. */
    void disconnect() {
        state = UplinkState.DISCONNECTED;
        sent.forEach(Sent::forget);
    }

    void connect() {
        state = UplinkState.CONNECTED;
    }

    /** What was published since the last call. */
    List<Sent> take() {
        List<Sent> taken = List.copyOf(sent);
        sent.clear();
        return taken;
    }

    @Override
    public void start(UplinkListener listener) {
        listener.uplinkChanged(state, "by the test");
    }

    @Override
    public CompletableFuture<PublishOutcome> publish(Lane lane, byte[] payload) {
        Sent message = new Sent(lane, payload, new CompletableFuture<>());
        sent.add(message);
        return message.answer();
    }

    @Override
    public UplinkState state() {
        return state;
    }

    @Override
    public String reason() {
        return "by the test";
    }

    @Override
    public void close() {
        state = UplinkState.CLOSED;
        sent.forEach(Sent::forget);
    }
}
