package io.towersense.cli.demo;

import io.towersense.telemetry.time.Spans;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** A view for a file or a pipe: a line for each event, and every so often one that counts. */
final class PlainView implements DemoView {
    private final PrintStream out;
    private final Duration every;
    private Duration next = Duration.ZERO;

    /** @param every how much time lies between two lines that count */
    PlainView(PrintStream out, Duration every) {
        this.out = out;
        this.every = every;
    }

    @Override
    public synchronized void progress(Progress progress) {
        if (progress.elapsed().compareTo(next) < 0) {
            return;
        }
        next = progress.elapsed().plus(every);
        out.println(String.format(
                Locale.ROOT,
                "%8s  sampled %d, delivered %d, stored %d; alarms raised %d, cleared %d; notifications %d",
                Spans.format(progress.elapsed()),
                progress.sampled(),
                progress.delivered(),
                progress.stored(),
                progress.raised(),
                progress.cleared(),
                progress.notified()));
    }

    @Override
    public synchronized void event(String line) {
        out.println(line);
    }

    @Override
    public void close() {
        out.flush();
    }
}
