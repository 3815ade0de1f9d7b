package io.towersense.telemetry.reading;

/** A reading that breaks the contract. The message is one sentence that names the field and what is wrong with it. */
public final class InvalidReadingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;

    /** Names the field, as in {@code humidity}, and says what is wrong with it. */
    public InvalidReadingException(String field, String problem) {
        super(field + ": " + problem, null, false, false);
        this.field = field;
    }

    /** The field that is wrong, such as {@code humidity}. */
    public String field() {
        return field;
    }
}
