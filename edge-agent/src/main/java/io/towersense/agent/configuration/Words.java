package io.towersense.agent.configuration;

import io.towersense.sensor.NearestName;
import io.towersense.telemetry.value.PrintableText;
import java.util.Collection;
import java.util.TreeSet;

/** How a message speaks of words that somebody wrote. */
public final class Words {
    private Words() {}

    /** The text in quotes, shortened and on one line. */
    public static String quoted(String text) {
        return "'" + PrintableText.excerpt(text) + "'";
    }

    /** What to say of a word that is none of {@code known}: the nearest if one is near, else all of them. */
    public static String hint(String word, Collection<String> known) {
        return NearestName.of(word, known)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElseGet(() -> "known are " + String.join(", ", new TreeSet<>(known)));
    }
}
