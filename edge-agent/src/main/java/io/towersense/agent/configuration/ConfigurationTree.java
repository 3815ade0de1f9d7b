package io.towersense.agent.configuration;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that came as maps, lists and single values, as a tree without lines. It is from outside: what is too
 * deep, too much, or of no kind that a configuration holds is a problem, never a failure.
 */
final class ConfigurationTree {
    static final int DEEPEST = 16;
    static final int MOST_VALUES = 20_000;

    private static final int NO_LINE = 0;
    private static final int LONGEST_TEXT = 64 * 1024;
    private static final int MOST_DIGITS_OF_A_DOUBLE = 17;

    private final Problems problems;
    private int values;

    private ConfigurationTree(Problems problems) {
        this.problems = problems;
    }

    /** The tree of a map; its numbers may be doubles, which stand for the shortest decimal that is them. */
    static Node.Section of(Map<?, ?> map, Problems problems) {
        ConfigurationTree tree = new ConfigurationTree(problems);
        Node.Section root = tree.section(map, "", 1);
        if (tree.values > MOST_VALUES) {
            problems.add("", NO_LINE, "holds more than " + MOST_VALUES + " values; that is no configuration");
        }
        return root;
    }

    private Node node(@Nullable Object value, String path, int depth) {
        if (++values > MOST_VALUES || value == null) {
            return new Node.Nothing(NO_LINE);
        }
        if (depth > DEEPEST) {
            return refuse(path, "lies deeper than " + DEEPEST + " levels; nothing does in a configuration");
        }
        if (value instanceof Map<?, ?> map) {
            return section(map, path, depth);
        }
        if (value instanceof List<?> list) {
            return listing(list, path, depth);
        }
        if (value instanceof Number number) {
            return new Node.Scalar(text(number), true, NO_LINE);
        }
        if (value instanceof String || value instanceof Boolean) {
            String text = value.toString();
            return text.length() <= LONGEST_TEXT
                    ? new Node.Scalar(text, false, NO_LINE)
                    : refuse(path, "has " + text.length() + " characters; that is no value of a configuration");
        }
        return refuse(path, "is neither a text, a number, true or false, a list nor a section");
    }

    private Node.Section section(Map<?, ?> map, String path, int depth) {
        Map<String, Node> section = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (values > MOST_VALUES) {
                break;
            }
            String key = String.valueOf(entry.getKey());
            section.put(key, node(entry.getValue(), path.isEmpty() ? key : path + "." + key, depth + 1));
        }
        return new Node.Section(section, NO_LINE);
    }

    private Node.Listing listing(List<?> list, String path, int depth) {
        List<Node> listing = new ArrayList<>();
        for (Object value : list) {
            if (values > MOST_VALUES) {
                break;
            }
            listing.add(node(value, path + "[" + listing.size() + "]", depth + 1));
        }
        return new Node.Listing(listing, NO_LINE);
    }

    private Node refuse(String path, String problem) {
        problems.add(path, NO_LINE, problem);
        return new Node.Nothing(NO_LINE);
    }

    private static String text(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = Double.parseDouble(number.toString());
            return Double.isFinite(value) ? written(shortest(value)) : number.toString();
        }
        return number instanceof BigDecimal decimal ? written(decimal) : number.toString();
    }

    /** Not left to Double.toString, which is the shortest from Java 19 on only. */
    private static BigDecimal shortest(double value) {
        BigDecimal exact = new BigDecimal(value);
        for (int digits = 1; digits < MOST_DIGITS_OF_A_DOUBLE; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits));
            if (Double.compare(rounded.doubleValue(), value) == 0) {
                return rounded;
            }
        }
        return exact.round(new MathContext(MOST_DIGITS_OF_A_DOUBLE));
    }

    /** As a person writes it, unless its zeros would fill pages. */
    private static String written(BigDecimal number) {
        return Math.abs((long) number.scale()) <= 40 ? number.toPlainString() : number.toString();
    }
}
