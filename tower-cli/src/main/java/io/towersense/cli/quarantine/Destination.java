package io.towersense.cli.quarantine;

import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/** Where messages go back to. */
interface Destination extends AutoCloseable {
    /** What the route leads to, such as {@code stream readings}; empty where the operator has not said. */
    Optional<String> name(Route route);

    /**
     * Hands a message over for good.
     *
     * @throws NotSentException if there was no way to hand it over, so that it surely was not taken
     * @throws SdkException if it was not taken, or nobody knows
     */
    void send(Delivery delivery);

    @Override
    void close();
}
