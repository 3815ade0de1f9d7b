package io.towersense.agent.uplink;

/** Who hears what comes on a topic. Called on a thread of the uplink, one message at a time: return soon, never throw. */
public interface TopicListener {
    /**
     * A message came.
     *
     * @param payload from outside, and not checked yet
     */
    void received(String topic, byte[] payload);
}
