package io.towersense.agent.shadow;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where the thing's named shadow is kept. Thread-safe. */
public interface ShadowStore {
    /**
     * The whole document, JSON; empty where there is none yet. Completed in a bounded time; exceptionally with a
     * ShadowException where there was no answer.
     */
    CompletableFuture<Optional<byte[]>> get();

    /** Merges an update, such as {"state":{"reported":{}}}. Completed as get(). */
    CompletableFuture<Void> update(byte[] document);

    /** Has wake called whenever the desired state may have changed, from now on, through reconnects: return at once. */
    void onChange(Runnable wake);
}
