package io.towersense.agent.shadow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A store that answers when the test says so: at once, never, or with a failure. Thread-safe. */
public final class FakeShadowStore implements ShadowStore {
    private final FakeShadow shadow = new FakeShadow();
    private final List<byte[]> updates = new ArrayList<>();
    private final List<CompletableFuture<?>> unanswered = new ArrayList<>();
    private int reads;
    private boolean isSilent;
    private Optional<String> failure = Optional.empty();
    private volatile Runnable wake = () -> {};

    public FakeShadow shadow() {
        return shadow;
    }

    /** Somebody far away wants something else, and the agent is told. */
    public void desire(String json) {
        shadow.desire(json);
        wake.run();
    }

    /** Whatever is asked from now on fails. */
    public synchronized void fail(String reason) {
        failure = Optional.of(reason);
    }

    /** Whatever is asked from now on is answered again. */
    public synchronized void recover() {
        failure = Optional.empty();
        isSilent = false;
    }

    /** Whatever is asked from now on stays unanswered. */
    public synchronized void fallSilent() {
        isSilent = true;
    }

    /** What was never answered fails, as everything does in the end. */
    public void giveUp() {
        List<CompletableFuture<?>> waiting;
        synchronized (this) {
            waiting = List.copyOf(unanswered);
            unanswered.clear();
        }
        waiting.forEach(request -> request.completeExceptionally(new ShadowException("no answer within 30 s")));
    }

    /** How often the document was read. */
    public synchronized int reads() {
        return reads;
    }

    /** The updates that came, also those that failed. */
    public synchronized List<byte[]> updates() {
        return List.copyOf(updates);
    }

    @Override
    public synchronized CompletableFuture<Optional<byte[]>> get() {
        reads++;
        return answer(() -> shadow.document().map(ShadowJson::bytes));
    }

    @Override
    public synchronized CompletableFuture<Void> update(byte[] document) {
        updates.add(document);
        return answer(() -> shadow.update(ShadowJson.parse(document))).thenAccept(update -> {});
    }

    @Override
    public void onChange(Runnable listener) {
        wake = listener;
    }

    private <T> CompletableFuture<T> answer(Supplier<T> answer) {
        if (isSilent) {
            CompletableFuture<T> never = new CompletableFuture<>();
            unanswered.add(never);
            return never;
        }
        if (failure.isPresent()) {
            return CompletableFuture.failedFuture(new ShadowException(failure.get()));
        }
        try {
            return CompletableFuture.completedFuture(answer.get());
        } catch (ShadowException e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
