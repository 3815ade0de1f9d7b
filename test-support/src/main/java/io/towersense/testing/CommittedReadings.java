package io.towersense.testing;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an agent that was started with {@code --print-committed} said is on disk. A line that the process' end tore apart,
 * or that its log fell into, names no reading.
 */
public final class CommittedReadings {
    private static final Pattern LINE =
            Pattern.compile("committed ([A-Za-z0-9_.:-]+ \\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{6}Z)");

    private CommittedReadings() {}

    /** The readings that these lines of output name whole, each as {@code device_id timestamp}. */
    public static List<String> in(List<String> lines) {
        return lines.stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .toList();
    }
}
