package io.towersense.agent.configuration;

import java.util.regex.Pattern;

/** The form of the ids that stand in readings and alarms. */
final class Identifiers {
    static final String FORM = "1 to 128 letters, digits and _ . : -";
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");

    private Identifiers() {}

    static boolean isIdentifier(String text) {
        return IDENTIFIER.matcher(text).matches();
    }
}
