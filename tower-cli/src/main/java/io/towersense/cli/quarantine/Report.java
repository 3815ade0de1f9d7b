package io.towersense.cli.quarantine;

import io.towersense.telemetry.value.PrintableText;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.Map;
import picocli.CommandLine;

/** What came of each object, a line each as it happens: what went well on standard output, the rest on standard error. */
final class Report {
    private final PrintWriter out;
    private final PrintWriter err;
    private int done;
    private int refused;
    private boolean cutOff;
    private final Map<LeftAlone, Integer> leftAlone = new EnumMap<>(LeftAlone.class);

    Report(CommandLine command) {
        this.out = command.getOut();
        this.err = command.getErr();
    }

    void add(String key, Outcome outcome) {
        cutOff |= outcome.endsAll();
        if (outcome.isDone()) {
            done++;
            out.println(PrintableText.onOneLine(key) + ": " + PrintableText.onOneLine(outcome.text()));
            out.flush();
        } else {
            refused++;
            err.println("tower: " + PrintableText.onOneLine(key) + ": " + PrintableText.onOneLine(outcome.text()));
            err.flush();
        }
    }

    void leaveAlone(LeftAlone why) {
        leftAlone.merge(why, 1, Integer::sum);
    }

    /** The sum, where there was more than one. */
    void close(String what) {
        if (done + refused != 1 || !leftAlone.isEmpty()) {
            out.println(done + " " + what + ", " + refused + " not");
        }
        leftAlone.forEach((why, count) -> out.println(count + " " + why.words()));
        if (cutOff) {
            err.println("tower: ended there; what comes after it is as before");
        }
    }

    /** Whether the rest had better wait. */
    boolean isCutOff() {
        return cutOff;
    }

    boolean isFine() {
        return refused == 0;
    }
}
