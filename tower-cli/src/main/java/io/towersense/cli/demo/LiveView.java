package io.towersense.cli.demo;

import io.towersense.telemetry.time.Spans;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * A view for a terminal: a block of lines that is drawn over again, and above it, scrolling away as usual, what has
 * happened.
 */
final class LiveView implements DemoView {
    private static final int WIDEST_BAR = 40;
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final Deque<String> events = new ArrayDeque<>();
    private int drawn;

    LiveView(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void event(String line) {
        events.add(line);
    }

    @Override
    public synchronized void progress(Progress progress) {
        StringBuilder frame = new StringBuilder();
        if (drawn > 0) {
            frame.append("\u001b[").append(drawn).append('A');
        }
        while (!events.isEmpty()) {
            frame.append(CLEAR_LINE).append(events.remove()).append('\n');
        }
        List<String> block = block(progress);
        block.forEach(line -> frame.append(CLEAR_LINE).append(line).append('\n'));
        drawn = block.size();
        out.print(frame);
        out.flush();
    }

    @Override
    public synchronized void close() {
        events.forEach(out::println);
        events.clear();
        out.flush();
    }

    private static List<String> block(Progress progress) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("  " + Spans.format(progress.elapsed()));
        lines.add(bar("sampled by the agent", progress.sampled(), progress.sampled()));
        lines.add(bar("taken by the broker", progress.delivered(), progress.sampled()));
        lines.add(bar("stored in the table", progress.stored(), progress.sampled()));
        lines.add(String.format(
                Locale.ROOT,
                "  alarms: %d raised, %d cleared    notifications: %d    messages in the stream: %d",
                progress.raised(),
                progress.cleared(),
                progress.notified(),
                progress.streamed()));
        return lines;
    }

    private static String bar(String label, long count, long of) {
        int width = of == 0 ? 0 : (int) Math.min(WIDEST_BAR, count * WIDEST_BAR / of);
        return String.format(
                Locale.ROOT, "  %-22s%9d  %s%s", label, count, "█".repeat(width), "░".repeat(WIDEST_BAR - width));
    }
}
