package io.towersense.cloud.text;

import io.towersense.telemetry.value.PrintableText;

/** Text from outside as it may stand in a log or a message: one line, no control characters, of a length that is known. */
public final class PlainText {
    private static final String CUT = "...";

    private PlainText() {}

    /** The text in one line of at most {@code most} characters. */
    public static String line(String text, int most) {
        String head = text.length() > most * 2 ? text.substring(0, most * 2) : text;
        return cut(PrintableText.onOneLine(head.replaceAll("\\s+", " ").strip()), most);
    }

    /** The text in one line of at most {@code most} characters of ASCII; what ASCII has not is a question mark. */
    public static String ascii(String text, int most) {
        return cut(line(text, most * 2).replace("°", "").replaceAll("[^\\x20-\\x7e]", "?"), most);
    }

    /** The text of a log: what an exception says, in one line. */
    public static String of(Throwable exception) {
        return exception.getClass().getSimpleName() + ": " + line(String.valueOf(exception.getMessage()), 400);
    }

    private static String cut(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, most - CUT.length()).stripTrailing() + CUT;
    }
}
