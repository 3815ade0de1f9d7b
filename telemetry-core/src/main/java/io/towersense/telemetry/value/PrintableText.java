package io.towersense.telemetry.value;

/** Text that can be shown on one line and written as UTF-8: no control, separating or invisible characters. */
public final class PrintableText {
    /** The most characters of a text in a reading. */
    public static final int LONGEST = 128;

    private static final int LONGEST_EXCERPT = 60;
    private static final int SUBSTITUTE = '?';

    private PrintableText() {}

    /** Whether the text is not blank, has at most {@value #LONGEST} characters, and all of them can be shown. */
    public static boolean isPrintable(String text) {
        return isPrintable(text, LONGEST);
    }

    /** Whether the text is not blank, has at most {@code longest} characters, and all of them can be shown. */
    public static boolean isPrintable(String text, int longest) {
        return !text.isBlank() && text.length() <= longest && text.codePoints().allMatch(PrintableText::canBeShown);
    }

    /** The beginning of a foreign text, fit for a message. */
    public static String excerpt(String text) {
        return text.length() <= LONGEST_EXCERPT
                ? onOneLine(text)
                : onOneLine(text.substring(0, LONGEST_EXCERPT)) + "...";
    }

    /** The text with a question mark for whatever cannot be shown. */
    public static String onOneLine(String text) {
        return text.codePoints()
                .map(letter -> canBeShown(letter) ? letter : SUBSTITUTE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean canBeShown(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
