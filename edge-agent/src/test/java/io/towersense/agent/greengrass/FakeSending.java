package io.towersense.agent.greengrass;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.crt.CrtRuntimeException;

/** Sending to a client that may have gone: an exception would end the server's thread, and the whole server with it. */
final class FakeSending {
    private FakeSending() {}

    /** Sends, and then does what is left to do, whether it was sent or not. */
    static void send(Supplier<CompletableFuture<Void>> sending, Runnable afterwards) {
        try {
            var unused = sending.get().whenComplete((nothing, failure) -> afterwards.run());
        } catch (CrtRuntimeException e) {
            afterwards.run();
        }
    }
}
