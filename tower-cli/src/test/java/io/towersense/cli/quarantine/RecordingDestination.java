package io.towersense.cli.quarantine;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A destination that remembers what it took, and fails when told to. */
final class RecordingDestination implements Destination {
    final List<Delivery> taken = new CopyOnWriteArrayList<>();
    private Consumer<Delivery> before = delivery -> {};

    /** What happens before each delivery is taken, an error perhaps. */
    void before(Consumer<Delivery> action) {
        before = action;
    }

    @Override
    public Optional<String> name(Route route) {
        return Optional.of(route == Route.STREAM ? "stream readings" : "function alerts");
    }

    @Override
    public void send(Delivery delivery) {
        before.accept(delivery);
        taken.add(delivery);
    }

    @Override
    public void close() {}
}
