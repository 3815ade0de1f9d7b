package io.towersense.agent;

import io.towersense.agent.loop.Loop;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What has to be done about once a second, and the status that is written after a change or every few seconds. */
final class Ticker implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int STATUS_EVERY = 5;
    private static final Duration FOR_THE_TICK_UNDER_WAY = Duration.ofSeconds(10);

    private final Runnable tick;
    private final Runnable status;
    private final AtomicBoolean hasChanged = new AtomicBoolean(true);
    private volatile @Nullable Loop loop;
    private int round;

    Ticker(Runnable tick, Runnable status) {
        this.tick = tick;
        this.status = status;
    }

    void start() {
        loop = Loop.start("agent-ticker", this::step);
    }

    /** Something has changed that the status tells. */
    void changed() {
        hasChanged.set(true);
    }

    @Override
    public void close() {
        Loop running = loop;
        if (running != null) {
            running.stop(FOR_THE_TICK_UNDER_WAY);
        }
    }

    private Duration step() {
        try {
            tick.run();
        } finally {
            boolean isDue = round++ % STATUS_EVERY == 0;
            if (hasChanged.getAndSet(false) || isDue) {
                status.run();
            }
        }
        return PERIOD;
    }
}
