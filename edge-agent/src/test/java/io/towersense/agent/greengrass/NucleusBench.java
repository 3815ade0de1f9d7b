package io.towersense.agent.greengrass;

import io.towersense.telemetry.time.Clock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** A fake nucleus and the real client, in an empty folder with a short name. */
final class NucleusBench implements AutoCloseable {
    static final String TOKEN = "token-1";
    static final NucleusSettings IMPATIENT =
            new NucleusSettings(Duration.ofMillis(700), Duration.ofMillis(20), Duration.ofMillis(200));
    static final NucleusSettings PATIENT =
            new NucleusSettings(Duration.ofMinutes(5), Duration.ofMillis(20), Duration.ofMillis(200));

    private final Path folder = temporaryFolder();
    private final Path socket = folder.resolve("ipc.socket");
    final FakeNucleus fake = FakeNucleus.start(socket, TOKEN);

    /** A client with the right token, connected. */
    Nucleus connected(NucleusSettings settings) {
        Nucleus nucleus = client(TOKEN, settings);
        await(() -> nucleus.absence().isEmpty());
        return nucleus;
    }

    Nucleus client(String token, NucleusSettings settings) {
        return Nucleus.start(environment(token), settings, Clock.system());
    }

    NucleusEnvironment environment(String token) {
        return NucleusEnvironment.of(Map.copyOf(fake.environment(token)));
    }

    Path folder() {
        return folder;
    }

    static void await(Supplier<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(condition::get);
    }

    /** Why a request failed, which it must. */
    static NucleusFault fault(CompletableFuture<?> result) {
        return FakeNucleus.soon(result.handle((value, failure) -> {
            if (failure instanceof NucleusException known) {
                return known.fault();
            }
            throw new AssertionError("not failed as it should: " + value, failure);
        }));
    }

    @Override
    public void close() {
        fake.close();
        try {
            Files.deleteIfExists(socket);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("gg");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
