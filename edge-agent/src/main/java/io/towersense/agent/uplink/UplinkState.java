package io.towersense.agent.uplink;

/** Whether messages can go out. */
public enum UplinkState {
    /** The first attempt to connect is under way. */
    CONNECTING,
    /** Messages can go out. */
    CONNECTED,
    /** There is a connection, and nothing is taken over it for now; one message after another finds out when it is. */
    HELD,
    /** The last attempt failed or the connection was lost; it is tried again by itself. */
    DISCONNECTED,
    /** Closed for good. */
    CLOSED;

    /** Whether it is worth while to publish. */
    public boolean isUp() {
        return this == CONNECTED || this == HELD;
    }
}
