package io.towersense.agent.configuration;

/** Texts that people wrote, made fit for one line. */
public final class Words {
    private static final int LONGEST_QUOTE = 60;

    private Words() {}

    /** The text in quotes and on one line, shortened, with whatever could play tricks on a terminal made visible. */
    public static String quoted(String text) {
        String plain = printable(text);
        return plain.length() <= LONGEST_QUOTE ? "'" + plain + "'" : "'" + plain.substring(0, LONGEST_QUOTE) + "...'";
    }

    /**
     * The text with every character escaped that is not simply visible: control characters, line separators, and those
     * that turn the writing direction. It can then neither end a line nor rewrite one.
     */
    public static String printable(String text) {
        if (text.codePoints().allMatch(Words::isPrintable)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isPrintable(point)) {
                plain.appendCodePoint(point);
            } else {
                plain.append("\\u{").append(Integer.toHexString(point)).append('}');
            }
        });
        return plain.toString();
    }

    /** Whether the character is visible, or a plain blank. */
    static boolean isPrintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
