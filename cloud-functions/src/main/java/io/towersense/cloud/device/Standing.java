package io.towersense.cloud.device;

/** What is known of a sender's right to a device without asking the table. */
public enum Standing {
    /** It is the sender's, and was confirmed a moment ago. */
    CONFIRMED,
    /** It is the sender's; time to say again that the device was seen, which may go on beside other work. */
    DUE,
    /** Nobody knows, or not any more: ask before anything is stored. */
    UNKNOWN,
    /** It is another's. */
    FOREIGN
}
