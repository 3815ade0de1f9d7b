package io.towersense.cli.quarantine;

import io.towersense.telemetry.value.PrintableText;
import java.util.ArrayList;
import java.util.List;

/** Lines of a page that fit a terminal of 80 columns, broken between words; nothing in them but what can be shown. */
final class Paragraphs {
    private static final int WIDTH = 80;
    private static final int LABEL = 8;
    private static final int INDEX = 7;

    private final List<String> lines = new ArrayList<>();

    List<String> lines() {
        return List.copyOf(lines);
    }

    void line(String text) {
        lines.add(PrintableText.onOneLine(text));
    }

    /** A field with its name at the left. */
    void field(String name, String text) {
        add(name, LABEL, text);
    }

    /** An item with its index at the left. */
    void item(String index, String text) {
        add(" ".repeat(Math.max(0, INDEX - 2 - index.length())) + index, INDEX, text);
    }

    private void add(String label, int indent, String text) {
        String left = label;
        String rest = PrintableText.onOneLine(text).strip();
        do {
            int end = end(rest, WIDTH - indent);
            lines.add((left + " ".repeat(Math.max(0, indent - left.length())) + rest.substring(0, end))
                    .stripTrailing());
            rest = rest.substring(end).strip();
            left = "";
        } while (!rest.isEmpty());
    }

    /** A word that is longer than a line stays whole, so that it can be copied. */
    private static int end(String text, int width) {
        if (text.length() <= width) {
            return text.length();
        }
        int space = text.lastIndexOf(' ', width);
        int next = space > 0 ? space : text.indexOf(' ');
        return next < 0 ? text.length() : next;
    }
}
