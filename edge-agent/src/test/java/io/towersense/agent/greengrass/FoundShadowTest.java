package io.towersense.agent.greengrass;

import static io.towersense.agent.greengrass.NucleusBench.PATIENT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.towersense.agent.shadow.ShadowStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FoundShadowTest {
    private final NucleusBench bench = new NucleusBench();
    private final AtomicInteger elsewhere = new AtomicInteger();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theShadowManagerHasItWhereThereIsOne() {
        bench.fake.shadows().deploy();
        bench.fake.shadows().set("environment", "{\"version\":3}");
        try (Nucleus nucleus = bench.connected(PATIENT)) {
            ShadowStore shadow = shadow(nucleus);
            assertThat(FakeNucleus.soon(shadow.get())).isPresent();
            FakeNucleus.soon(shadow.update("{}".getBytes(UTF_8)));
            assertThat(bench.fake.shadows().updates()).containsExactly("{}");
        }
        assertThat(elsewhere).hasValue(0);
    }

    @Test
    void elsewhereItIsWhereThereIsNoneAndIsLookedForOnce() {
        AtomicInteger wakes = new AtomicInteger();
        try (Nucleus nucleus = bench.connected(PATIENT)) {
            ShadowStore shadow = shadow(nucleus);
            shadow.onChange(wakes::incrementAndGet);
            assertThat(FakeNucleus.soon(shadow.get())).isEmpty();
            FakeNucleus.soon(shadow.update("{}".getBytes(UTF_8)));
            assertThat(FakeNucleus.soon(shadow.get())).isEmpty();
        }
        assertThat(elsewhere).hasValue(1);
        assertThat(wakes).as("whoever was to be woken is handed on").hasValue(1);
    }

    private ShadowStore shadow(Nucleus nucleus) {
        return FoundShadow.of(IpcShadow.of(nucleus, "environment"), () -> {
            elsewhere.incrementAndGet();
            return new Elsewhere();
        });
    }

    /** A store that wakes at once. */
    private static final class Elsewhere implements ShadowStore {
        @Override
        public CompletableFuture<Optional<byte[]>> get() {
            return CompletableFuture.completedFuture(Optional.empty());
        }

        @Override
        public CompletableFuture<Void> update(byte[] document) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onChange(Runnable wake) {
            wake.run();
        }
    }
}
