package io.towersense.agent.uplink;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who hears which topic. Thread-safe. */
public final class Subscriptions {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    private final Map<String, TopicListener> listeners = new ConcurrentHashMap<>();

    /**
     * Has the listener hear the topic.
     *
     * @throws IllegalArgumentException if somebody hears it already
     */
    public void add(String topic, TopicListener listener) {
        if (listeners.putIfAbsent(topic, listener) != null) {
            throw new IllegalArgumentException(topic + " is subscribed to already");
        }
    }

    /** All topics that somebody hears. */
    public Set<String> topics() {
        return Set.copyOf(listeners.keySet());
    }

    /** Hands a message to whoever hears its topic; a listener that fails is no reason to lose the connection. */
    public void received(String topic, byte[] payload) {
        try {
            Optional.ofNullable(listeners.get(topic)).ifPresent(listener -> listener.received(topic, payload));
        } catch (RuntimeException e) {
            LOG.error("a message on {} was of no use: {}", topic, e, e);
        }
    }
}
