package io.towersense.agent.greengrass;

/** Who hears how the connection to the nucleus is. Called on a thread of the connection, in order: return soon, never throw. */
public interface NucleusListener {
    /** The nucleus let us in. */
    void connected();

    /**
     * The connection ended, or could not be made; it is tried again by itself.
     *
     * @param reason one line
     */
    void lost(String reason);

    /**
     * The nucleus there does not know us: it is another one than the one that started this process. It is tried again by
     * itself, and is not going to help.
     *
     * @param reason one line
     */
    void refused(String reason);
}
