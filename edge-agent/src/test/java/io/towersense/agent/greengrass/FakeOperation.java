package io.towersense.agent.greengrass;

import software.amazon.awssdk.eventstreamrpc.model.EventStreamJsonMessage;

/** What a fake nucleus does when it is asked for something. Called on the server's thread. */
public interface FakeOperation {
    /** A request has come; the stream is where to answer, now or later or never. */
    void asked(EventStreamJsonMessage request, FakeStream stream);
}
