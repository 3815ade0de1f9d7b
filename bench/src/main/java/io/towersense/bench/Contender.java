package io.towersense.bench;

import java.io.IOException;

/** Something that stores readings, to be measured beside others that do the same. */
interface Contender extends AutoCloseable {
    /** What the results call it. */
    String name();

    /** The table that it writes to, which nobody else does. */
    String table();

    /** Of how many readings a round is a multiple. */
    int unit();

    /** Brings it into the state of one that has been busy all the time; not measured. */
    default void prepare() throws IOException {}

    /**
     * Stores that many new readings and measures only that, not their preparation.
     *
     * @throws IOException one line: it failed, and nothing was measured
     */
    Sample store(int readings) throws IOException;

    @Override
    default void close() {}
}
