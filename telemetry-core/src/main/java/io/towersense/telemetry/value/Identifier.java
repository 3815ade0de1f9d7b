package io.towersense.telemetry.value;

/** The names of devices, sites and rules: 1 to 128 of {@code [A-Za-z0-9_.:-]}. */
public final class Identifier {
    /** What an identifier is, for the end of a message that begins with what is none. */
    public static final String DESCRIPTION = "1 to 128 letters, digits and _ . : -";

    private static final int LONGEST = 128;

    private Identifier() {}

    /** Whether the text is an identifier. */
    public static boolean isIdentifier(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isAllowed(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAllowed(char letter) {
        return (letter >= 'a' && letter <= 'z')
                || (letter >= 'A' && letter <= 'Z')
                || (letter >= '0' && letter <= '9')
                || letter == '_'
                || letter == '.'
                || letter == ':'
                || letter == '-';
    }
}
