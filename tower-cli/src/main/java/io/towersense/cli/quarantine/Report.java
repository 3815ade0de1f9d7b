package io.towersense.cli.quarantine;

import io.towersense.telemetry.value.PrintableText;
import java.io.PrintWriter;
import picocli.CommandLine;

/** What came of each object, a line each as it happens: what went well on standard output, the rest on standard error. */
final class Report {
    private final PrintWriter out;
    private final PrintWriter err;
    private int done;
    private int refused;
    private int passedOver;

    Report(CommandLine command) {
        this.out = command.getOut();
        this.err = command.getErr();
    }

    void add(String key, Outcome outcome) {
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

    /** One that is left alone, because it came back in vain before. */
    void passOver() {
        passedOver++;
    }

    /** The sum, where there was more than one. */
    void close(String what) {
        if (done + refused + passedOver != 1 || passedOver == 1) {
            out.println(done + " " + what + ", " + refused + " not");
        }
        if (passedOver > 0) {
            out.println(passedOver + " left alone that came back in vain before: name them by their KEY");
        }
    }

    boolean isFine() {
        return refused == 0;
    }
}
