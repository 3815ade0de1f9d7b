package io.towersense.cli.quarantine;

import io.towersense.local.Inbox;
import java.util.Optional;

/** The local cloud, which takes what is handed in as soon as it runs. */
final class LocalDestination implements Destination {
    private final Inbox inbox;

    LocalDestination(Inbox inbox) {
        this.inbox = inbox;
    }

    @Override
    public Optional<String> name(Route route) {
        return Optional.of(route == Route.STREAM ? "the local cloud's stream" : "the local cloud's alert handler");
    }

    @Override
    public void send(Delivery delivery) {
        if (delivery.route() == Route.STREAM) {
            inbox.putRecord(delivery.partitionKey(), delivery.data());
        } else {
            inbox.invokeAlertHandler(delivery.data());
        }
    }

    @Override
    public void close() {
        // nothing is open
    }
}
