package io.towersense.local.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How a broker is to run.
 *
 * @param port the TCP port for MQTT on 127.0.0.1; 0 is any free one
 * @param journal the folder in which what it has acknowledged survives kill -9; empty: in memory
 * @param tls the files for mutual TLS; empty: plain TCP
 * @param subscriptions durable subscriptions that exist before the first client can connect: topic filters by name
 * @param heldBytes what a broker without a journal holds for its subscriptions, in bytes; over it whoever publishes is
 *     disconnected
 */
public record BrokerOptions(
        int port, Optional<Path> journal, Optional<BrokerTls> tls, Map<String, String> subscriptions, long heldBytes) {

    private static final long HELD_BYTES = 128L << 20;

    public BrokerOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is none: 0 (any) to 65535");
        }
        subscriptions = Map.copyOf(subscriptions);
    }

    /** Any free port, in memory, plain TCP, no subscriptions. */
    public static BrokerOptions inMemory() {
        return new BrokerOptions(0, Optional.empty(), Optional.empty(), Map.of(), HELD_BYTES);
    }

    public BrokerOptions withPort(int value) {
        return new BrokerOptions(value, journal, tls, subscriptions, heldBytes);
    }

    public BrokerOptions withJournal(Path folder) {
        return new BrokerOptions(port, Optional.of(folder), tls, subscriptions, heldBytes);
    }

    public BrokerOptions withTls(BrokerTls files) {
        return new BrokerOptions(port, journal, Optional.of(files), subscriptions, heldBytes);
    }

    public BrokerOptions withSubscriptions(Map<String, String> filtersByName) {
        return new BrokerOptions(port, journal, tls, filtersByName, heldBytes);
    }

    public BrokerOptions withHeldBytes(long most) {
        return new BrokerOptions(port, journal, tls, subscriptions, most);
    }
}
