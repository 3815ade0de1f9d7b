package io.towersense.sensor.i2c.trace;

import io.towersense.telemetry.value.PrintableText;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A line of a file that is not a comment, in words.
 *
 * @param number from 1
 */
record TraceLine(Path file, int number, String text, List<String> words) {
    private static final Pattern SPACE = Pattern.compile("[ \t]+");
    private static final Pattern ADDRESS = Pattern.compile("(?:0x)?[0-9a-f]{1,2}");
    private static final Pattern BYTES = Pattern.compile("(?:[0-9a-f]{2})+");
    private static final int LOWEST_ADDRESS = 0x08;
    private static final int HIGHEST_ADDRESS = 0x77;
    private static final char COMMENT = '#';

    static TraceLine of(Path file, int number, String text) {
        String stripped = text.strip();
        return new TraceLine(
                file, number, stripped, Arrays.stream(SPACE.split(stripped)).toList());
    }

    boolean isEmpty() {
        return text.isEmpty() || text.charAt(0) == COMMENT;
    }

    /** The line without a comment at its end. */
    TraceLine withoutComment() {
        return before(String.valueOf(COMMENT));
    }

    /** The line up to this mark, if it has it. */
    TraceLine before(String mark) {
        int at = text.indexOf(mark);
        return at < 0 ? this : of(file, number, text.substring(0, at));
    }

    /** What comes after this mark, which it has. */
    String after(String mark) {
        return text.substring(text.indexOf(mark) + mark.length()).strip();
    }

    /** The word that says what kind of line it is. */
    String kind() {
        return words.get(0);
    }

    /** All that comes after the first word. */
    String rest() {
        return text.substring(kind().length()).strip();
    }

    /** @param form what the whole line has to look like */
    void requireWords(int count, String form) throws TraceException {
        if (words.size() != count) {
            throw refuse("has " + words.size() + " words and needs " + count + ", such as '" + form + "'");
        }
    }

    int address(int word) throws TraceException {
        int address = number(word, "an address from 08 to 77");
        if (address < LOWEST_ADDRESS || address > HIGHEST_ADDRESS) {
            throw refuse("'" + words.get(word) + "' is not an address from 08 to 77");
        }
        return address;
    }

    int register(int word) throws TraceException {
        return number(word, "a register from 00 to ff");
    }

    private int number(int word, String what) throws TraceException {
        String digits = words.get(word).toLowerCase(Locale.ROOT);
        if (!ADDRESS.matcher(digits).matches()) {
            throw refuse("'" + PrintableText.excerpt(words.get(word)) + "' is not " + what + ", hexadecimal");
        }
        return Integer.parseInt(digits.startsWith("0x") ? digits.substring(2) : digits, 16);
    }

    /** The word as bytes, in lower-case hexadecimal digits. */
    String bytes(int word) throws TraceException {
        String digits = words.get(word).toLowerCase(Locale.ROOT);
        if (!BYTES.matcher(digits).matches()) {
            throw refuse("'" + PrintableText.excerpt(words.get(word))
                    + "' is not bytes of two hexadecimal digits each, without spaces");
        }
        return digits;
    }

    TraceException refuse(String problem) {
        return new TraceException(file, number, problem);
    }
}
