package io.towersense.cli.packaging;

import java.util.Optional;
import java.util.regex.Pattern;

/** The version of a component: semantic versioning 2.0.0, and at most 64 characters, as Greengrass demands. */
record ComponentVersion(String text) {
    static final String FORM = "major.minor.patch, as 1.4.0 or 1.4.0-rc.1, and at most 64 characters";

    private static final int LONGEST = 64;
    private static final String NUMBER = "(0|[1-9][0-9]*)";
    private static final String LABEL = "(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
    private static final Pattern SEMANTIC = Pattern.compile(NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(-" + LABEL
            + "(\\." + LABEL + ")*)?(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?");

    /** The version that this text is, if it is one. */
    static Optional<ComponentVersion> of(String text) {
        return text.length() <= LONGEST && SEMANTIC.matcher(text).matches()
                ? Optional.of(new ComponentVersion(text))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
