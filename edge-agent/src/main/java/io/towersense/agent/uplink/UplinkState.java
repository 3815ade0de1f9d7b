package io.towersense.agent.uplink;

/** Whether messages can go out. */
public enum UplinkState {
    /** The first attempt to connect is under way. */
    CONNECTING,
    /** Messages can go out. */
    CONNECTED,
    /** The last attempt failed or the connection was lost; it is tried again by itself. */
    DISCONNECTED,
    /** Closed for good. */
    CLOSED
}
