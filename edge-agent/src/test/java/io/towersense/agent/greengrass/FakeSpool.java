package io.towersense.agent.greengrass;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.towersense.agent.uplink.TopicListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A fake nucleus' spool: messages in memory on their way to the cloud, one after another. Thread-safe. */
public final class FakeSpool implements AutoCloseable {
    /** As the nucleus' own, unless it is configured. */
    private static final long CAPACITY = 5L * 1024 * 1024 / 2;

    /** Where the spool leads. */
    public interface Cloud extends AutoCloseable {
        /** Hands a message on; completed with whether it has arrived. */
        CompletableFuture<Boolean> publish(Message message);

        /** Has what comes on a topic told from now on. */
        void subscribe(String topic, TopicListener listener);

        @Override
        void close();
    }

    /** A message. */
    @SuppressWarnings("ArrayRecordComponent") // written once, compared as text
    public record Message(String topic, byte[] payload) {
        /** The payload as text. */
        public String text() {
            return new String(payload, UTF_8);
        }
    }

    private final Deque<Message> waiting = new ArrayDeque<>();
    private final List<Message> gone = new CopyOnWriteArrayList<>();
    private final Set<String> heard = new HashSet<>();
    private Cloud cloud = new Nowhere();
    private long bytes;
    private boolean isOpen = true;
    private boolean isPumping;

    List<Message> gone() {
        return List.copyOf(gone);
    }

    synchronized int waiting() {
        return waiting.size();
    }

    synchronized void leadTo(Cloud newCloud) {
        cloud = newCloud;
    }

    /** Whether there is room, and so whether it was taken. */
    boolean add(Message message) {
        synchronized (this) {
            if (bytes + message.payload().length > CAPACITY) {
                return false;
            }
            bytes += message.payload().length;
            waiting.addLast(message);
        }
        pump();
        return true;
    }

    void setOpen(boolean open) {
        synchronized (this) {
            isOpen = open;
        }
        pump();
    }

    synchronized void hear(String topic, TopicListener listener) {
        if (heard.add(topic)) {
            cloud.subscribe(topic, listener);
        }
    }

    @Override
    public void close() {
        Cloud last;
        synchronized (this) {
            isOpen = false;
            last = cloud;
        }
        last.close();
    }

    private void pump() {
        CompletableFuture<Boolean> sent;
        synchronized (this) {
            Message next = waiting.peekFirst();
            if (!isOpen || isPumping || next == null) {
                return;
            }
            isPumping = true;
            sent = cloud.publish(next);
        }
        var unused = sent.whenComplete((hasArrived, failure) -> settle(failure == null && hasArrived));
    }

    private void settle(boolean hasArrived) {
        synchronized (this) {
            isPumping = false;
            if (hasArrived) {
                Message message = waiting.removeFirst();
                bytes -= message.payload().length;
                gone.add(message);
            }
        }
        pump();
    }

    private static final class Nowhere implements Cloud {
        @Override
        public CompletableFuture<Boolean> publish(Message message) {
            return CompletableFuture.completedFuture(true);
        }

        @Override
        public void subscribe(String topic, TopicListener listener) {
            // Nothing comes from there but what a test delivers.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
