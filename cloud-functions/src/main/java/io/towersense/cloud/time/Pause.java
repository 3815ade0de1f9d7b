package io.towersense.cloud.time;

import java.time.Duration;

/** Waiting. A test waits on its own clock. */
@FunctionalInterface
public interface Pause {
    /** Returns after about this span; at once, with the thread's interrupt kept, where somebody wants it to end. */
    void lasting(Duration span);

    /** Waiting in real time. */
    static Pause sleeping() {
        return span -> {
            try {
                Thread.sleep(Math.max(0, span.toMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }
}
