package io.towersense.agent.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known word that a mistyped one was probably meant to be. */
final class NearestWord {
    private NearestWord() {}

    /** The nearest of {@code known}, unless even that is too far away to be meant. */
    static Optional<String> of(String word, Collection<String> known) {
        int furthest = Math.max(2, word.length() / 3);
        return known.stream()
                .min(Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(nearest -> distance(word, nearest) <= furthest);
    }

    /** What to say of a word that is none of {@code known}: the nearest if there is one, else all of them. */
    static String hint(String word, Collection<String> known) {
        return of(word, known)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElseGet(() ->
                        "known are " + String.join(", ", known.stream().sorted().toList()));
    }

    /** Insertions, deletions, replacements and swaps of neighbours; case and - or _ do not count. */
    private static int distance(String left, String right) {
        String a = folded(left);
        String b = folded(right);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = cost(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cost(int[][] cost, String a, String b, int i, int j) {
        if (i == 0 || j == 0) {
            return i + j;
        }
        int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int least = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }

    private static String folded(String word) {
        String text = word.length() <= 64 ? word : word.substring(0, 64);
        return text.toLowerCase(Locale.ROOT).replace('-', '_');
    }
}
