package io.towersense.local.broker;

/**
 * The services' way to a broker, to its durable subscriptions and to its subscribers: a port on 127.0.0.1 that speaks Artemis' core protocol, and what proves
 * that one may use it. It stays the same when the broker comes back.
 */
public record SubscriptionAccess(int port, String secret) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "port " + port;
    }
}
