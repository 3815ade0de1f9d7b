package io.towersense.agent.uplink;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** An uplink whose broker is the test: it holds what was published until the test answers. */
final class FakeUplink implements Uplink {
    final List<Sent> sent = new CopyOnWriteArrayList<>();
    final Subscriptions subscriptions = new Subscriptions();
    private volatile UplinkState state = UplinkState.CONNECTED;

    /** A message that was published and how it is answered. */
    @SuppressWarnings("ArrayRecordComponent") // nobody changes it
    record Sent(String topic, byte[] payload, CompletableFuture<PublishOutcome> answer) {
        void accept() {
            answer.complete(new PublishOutcome.Accepted());
        }

        void refuse(String reason) {
            answer.complete(new PublishOutcome.Refused(reason));
        }

        void hold(Duration pause) {
            answer.complete(new PublishOutcome.Held("the spool is full", pause));
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

    void hold() {
        state = UplinkState.HELD;
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
    public CompletableFuture<PublishOutcome> publish(String topic, byte[] payload) {
        Sent message = new Sent(topic, payload, new CompletableFuture<>());
        sent.add(message);
        return message.answer();
    }

    @Override
    public void subscribe(String topic, TopicListener listener) {
        subscriptions.add(topic, listener);
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
