package io.towersense.telemetry.reading;

import io.towersense.telemetry.value.PrintableText;

/**
 * A reading that breaks the contract. The message is one sentence on one line that names the field and what is wrong
 * with it, whatever characters the reading holds.
 */
public final class InvalidReadingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;

    /** Names the field, as in {@code humidity}, and says what is wrong with it. */
    public InvalidReadingException(String field, String problem) {
        super(PrintableText.excerpt(field) + ": " + PrintableText.onOneLine(problem), null, false, false);
        this.field = PrintableText.excerpt(field);
    }

    /** The field that is wrong, such as {@code humidity}. */
    public String field() {
        return field;
    }
}
