package io.towersense.agent.greengrass;

import io.towersense.agent.shadow.ShadowStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A shadow that is kept by the shadow manager where there is one, which the first request finds out, else elsewhere. */
public final class FoundShadow implements ShadowStore {
    private static final Logger LOG = LoggerFactory.getLogger(FoundShadow.class);

    private final IpcShadow local;
    private final Supplier<ShadowStore> elsewhere;
    private Optional<ShadowStore> found = Optional.empty();
    private Runnable changed = () -> {};

    private FoundShadow(IpcShadow local, Supplier<ShadowStore> elsewhere) {
        this.local = local;
        this.elsewhere = elsewhere;
    }

    /**
     * A shadow that is yet to be found.
     *
     * @param elsewhere made where there is no shadow manager, once at most
     */
    public static FoundShadow of(IpcShadow local, Supplier<ShadowStore> elsewhere) {
        return new FoundShadow(local, elsewhere);
    }

    @Override
    public CompletableFuture<Optional<byte[]>> get() {
        return find().thenCompose(ShadowStore::get);
    }

    @Override
    public CompletableFuture<Void> update(byte[] document) {
        return find().thenCompose(store -> store.update(document));
    }

    @Override
    public synchronized void onChange(Runnable wake) {
        changed = wake;
        found.ifPresent(store -> store.onChange(wake));
    }

    private synchronized CompletableFuture<ShadowStore> find() {
        return found.map(CompletableFuture::completedFuture)
                .orElseGet(() -> local.isAvailable().thenApply(this::choose));
    }

    private synchronized ShadowStore choose(boolean isLocal) {
        if (found.isEmpty()) {
            LOG.info("the shadow is {}", isLocal ? "the shadow manager's" : "in the cloud: there is no shadow manager");
            ShadowStore store = isLocal ? local : elsewhere.get();
            store.onChange(changed);
            found = Optional.of(store);
        }
        return found.get();
    }
}
