package io.towersense.sensor;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name that a mistyped one was probably meant to be. */
public final class NearestName {
    private NearestName() {}

    /** The known name with the fewest letters wrong, in whatever case; empty where all differ in more than a third. */
    public static Optional<String> of(String typed, Collection<String> known) {
        return known.stream()
                .filter(name -> 3 * distance(typed, name) <= Math.max(3, Math.max(typed.length(), name.length())))
                .min(Comparator.comparingInt((String name) -> distance(typed, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** {@code "; did you mean 'x'?"}, or nothing where no known name is near: the end of an error's sentence. */
    public static String hint(String typed, Collection<String> known) {
        return of(typed, known).map(name -> "; did you mean '" + name + "'?").orElse("");
    }

    /** Letters to insert, remove or replace to make one of the other (Levenshtein 1966), case aside. */
    private static int distance(String one, String other) {
        String from = one.toLowerCase(Locale.ROOT);
        String to = other.toLowerCase(Locale.ROOT);
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
