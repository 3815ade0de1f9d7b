package io.towersense.agent.shadow;

import io.towersense.agent.loop.Loop;
import io.towersense.telemetry.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The loop that keeps a shadow up to date: it reports an agent's state when something of it matters and has changed, and
 * now and then, and hands what is desired to the agent. It starts and ends at once, whether the shadow answers or not.
 * Thread-safe.
 */
public final class ShadowReporter implements AutoCloseable {
    private static final Duration FOR_THE_STEP_UNDER_WAY = Duration.ofSeconds(2);

    private final ShadowDialogue dialogue;
    private final Queue<Runnable> news = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Loop loop;

    private ShadowReporter(ShadowStore store, ShadowedAgent agent, ShadowSettings settings, Clock clock) {
        dialogue = new ShadowDialogue(store, agent, settings, clock, new SplittableRandom(), this::changed);
    }

    /** Starts to read and to report. */
    public static ShadowReporter start(ShadowStore store, ShadowedAgent agent, ShadowSettings settings, Clock clock) {
        ShadowReporter reporter = new ShadowReporter(store, agent, settings, clock);
        reporter.loop = Loop.start("shadow", reporter::step);
        store.onChange(() -> reporter.tell(reporter.dialogue::desiredChanged));
        // What came back before the loop was known here has woken nobody.
        reporter.changed();
        return reporter;
    }

    /** Something has changed that the shadow may tell. */
    public void changed() {
        Loop running = loop;
        if (running != null) {
            running.wake();
        }
    }

    /** Another configuration has come into force under the overrides: the agent is asked about them again. */
    public void configurationChanged() {
        tell(dialogue::configurationChanged);
    }

    /** The way to the shadow is back. */
    public void reconnected() {
        tell(dialogue::reconnected);
    }

    /** Ends it; what is out is not waited for. */
    @Override
    public void close() {
        Loop running = loop;
        if (running != null) {
            running.stop(FOR_THE_STEP_UNDER_WAY);
        }
    }

    private void tell(Runnable change) {
        news.add(change);
        changed();
    }

    private Duration step() {
        for (Runnable change = news.poll(); change != null; change = news.poll()) {
            change.run();
        }
        return dialogue.step();
    }
}
