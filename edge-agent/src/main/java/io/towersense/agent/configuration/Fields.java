package io.towersense.agent.configuration;

import io.towersense.telemetry.value.PrintableText;
import io.towersense.telemetry.value.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One section of a configuration, read key by key. What is wrong becomes a problem and the default is used instead, so
 * that the reading goes on. The keys that were asked for are the known ones: {@link #finish} refuses the others.
 */
final class Fields {
    private static final int LONGEST_TEXT = 400;
    private static final int MOST_DECIMALS = 40;

    private final String path;
    private final Node.Section section;
    private final Problems problems;
    private final Set<String> known = new TreeSet<>();

    Fields(String path, Node.Section section, Problems problems) {
        this.path = path;
        this.section = section;
        this.problems = problems;
    }

    /** Whether the key has a value. */
    boolean has(String key) {
        return node(key).isPresent();
    }

    /** The keys that have a value, in the order in which they stand. */
    List<String> keys() {
        return section.values().keySet().stream().filter(this::has).toList();
    }

    /** Whether the key has a section. */
    boolean hasSection(String key) {
        return node(key).filter(Node.Section.class::isInstance).isPresent();
    }

    /** Whether the key has a list without entries. */
    boolean hasEmptyList(String key) {
        return node(key)
                .filter(node ->
                        node instanceof Node.Listing listing && listing.values().isEmpty())
                .isPresent();
    }

    String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    int lineOf(String key) {
        return Optional.ofNullable(section.values().get(key)).map(Node::line).orElse(section.line());
    }

    /** Says that the key's value is wrong. */
    void refuse(String key, String problem) {
        problems.add(pathOf(key), lineOf(key), problem);
    }

    /** Words for a person: blanks and line breaks become single blanks. */
    Optional<String> words(String key) {
        return scalar(key)
                .map(scalar -> scalar.text().strip().replaceAll("\\s+", " "))
                .filter(text -> isAcceptable(key, text));
    }

    /** A text as it stands. */
    Optional<String> text(String key) {
        return scalar(key).map(Node.Scalar::text).filter(text -> isAcceptable(key, text));
    }

    /** A text of a certain form; {@code form} says which. */
    Optional<String> text(String key, Predicate<String> isRight, String form) {
        return text(key).filter(text -> {
            if (!isRight.test(text)) {
                refuse(key, Words.quoted(text) + " is not " + form);
            }
            return isRight.test(text);
        });
    }

    /** A problem where the key is absent; {@code example} shows what to write. */
    void require(String key, String example) {
        if (!has(key)) {
            problems.add(pathOf(key), section.line(), "is missing; write, for example, " + key + ": " + example);
        }
    }

    Optional<BigDecimal> number(String key, String unit) {
        return scalar(key).flatMap(scalar -> {
            Optional<BigDecimal> number = decimal(scalar.text());
            if (number.isEmpty()) {
                refuse(
                        key,
                        Words.quoted(scalar.text()) + " is not a number; write it in " + unit + ", without the unit");
            }
            return number;
        });
    }

    int whole(String key, int standard, int least, int most) {
        return scalar(key)
                .flatMap(scalar -> {
                    try {
                        int value = new BigDecimal(scalar.text().strip()).intValueExact();
                        if (value >= least && value <= most) {
                            return Optional.of(value);
                        }
                    } catch (ArithmeticException | NumberFormatException e) {
                        // Told below, like a number that is out of range.
                    }
                    refuse(key, Words.quoted(scalar.text()) + " is not a whole number from " + least + " to " + most);
                    return Optional.empty();
                })
                .orElse(standard);
    }

    boolean truth(String key, boolean standard) {
        return text(key, text -> text.equals("true") || text.equals("false"), "true or false")
                .map(Boolean::parseBoolean)
                .orElse(standard);
    }

    Duration duration(String key, Duration standard, Duration least, Duration most) {
        long nanos = quantity(key, Quantity.DURATION, standard.toNanos(), least.toNanos(), most.toNanos());
        return Duration.ofNanos(nanos);
    }

    /** A size in bytes. */
    long size(String key, long standard, long least, long most) {
        return quantity(key, Quantity.SIZE, standard, least, most);
    }

    /** One of a few words. */
    <T> Optional<T> word(String key, Function<String, Optional<T>> meaning, List<String> words) {
        return text(key).flatMap(text -> {
            Optional<T> value = meaning.apply(text);
            if (value.isEmpty()) {
                refuse(key, Words.quoted(text) + " is none of " + String.join(", ", words));
            }
            return value;
        });
    }

    /** The section under the key; an empty one where there is none. */
    Fields section(String key) {
        Optional<Node> node = node(key);
        if (node.isPresent() && node.get() instanceof Node.Section below) {
            return new Fields(pathOf(key), below, problems);
        }
        node.ifPresent(wrong -> refuse(key, "is " + wrong.kind() + "; a section belongs here"));
        return new Fields(pathOf(key), new Node.Section(Map.of(), lineOf(key)), problems);
    }

    /** The sections of the list under the key; empty where there is none. */
    List<Fields> sections(String key) {
        Optional<Node> node = node(key);
        if (node.isEmpty()) {
            return List.of();
        }
        if (!(node.get() instanceof Node.Listing listing)) {
            refuse(key, "is " + node.get().kind() + "; a list belongs here, each entry beginning with '- '");
            return List.of();
        }
        List<Fields> sections = new ArrayList<>();
        for (int i = 0; i < listing.values().size(); i++) {
            String below = pathOf(key) + "[" + i + "]";
            Node value = listing.values().get(i);
            if (value instanceof Node.Section entry) {
                sections.add(new Fields(below, entry, problems));
            } else {
                problems.add(below, value.line(), "is " + value.kind() + "; a section belongs here");
            }
        }
        return sections;
    }

    /** All single values of this section as texts, whatever their keys; a whole number without its zero fraction. */
    Map<String, String> texts() {
        Map<String, String> texts = new TreeMap<>();
        for (String key : section.values().keySet()) {
            scalar(key).ifPresent(scalar -> texts.put(key, scalar.isNumber() ? plain(scalar.text()) : scalar.text()));
        }
        return texts;
    }

    /** Refuses the keys that nobody asked for. */
    void finish() {
        for (String key : section.values().keySet()) {
            if (!known.contains(key)) {
                refuse(key, "is no key here; " + Words.hint(key, known));
            }
        }
    }

    private long quantity(String key, Quantity quantity, long standard, long least, long most) {
        return text(key)
                .flatMap(text -> {
                    try {
                        long amount = quantity.parse(text);
                        if (amount >= least && amount <= most) {
                            return Optional.of(amount);
                        }
                        refuse(
                                key,
                                Words.quoted(text) + " is not within " + quantity.format(least) + " to "
                                        + quantity.format(most));
                    } catch (IllegalArgumentException e) {
                        refuse(key, String.valueOf(e.getMessage()));
                    }
                    return Optional.empty();
                })
                .orElse(standard);
    }

    private boolean isAcceptable(String key, String text) {
        if (text.isBlank()) {
            refuse(key, "is empty");
            return false;
        }
        if (text.length() > LONGEST_TEXT) {
            refuse(key, "has " + text.length() + " characters; at most " + LONGEST_TEXT + " are taken");
            return false;
        }
        if (!PrintableText.onOneLine(text).equals(text)) {
            refuse(key, Words.quoted(text) + " holds a character that cannot be seen; write it without");
            return false;
        }
        return true;
    }

    private Optional<Node.Scalar> scalar(String key) {
        Optional<Node> node = node(key);
        if (node.isPresent() && !(node.get() instanceof Node.Scalar)) {
            refuse(key, "is " + node.get().kind() + "; a single value belongs here");
        }
        return node.filter(Node.Scalar.class::isInstance).map(Node.Scalar.class::cast);
    }

    private Optional<Node> node(String key) {
        known.add(key);
        return Optional.ofNullable(section.values().get(key)).filter(node -> !(node instanceof Node.Nothing));
    }

    /** A number as a person writes it, also where it came as a double: {@code 42.0} becomes {@code 42}. */
    private static String plain(String number) {
        return decimal(number)
                .map(value -> value.stripTrailingZeros().scale() <= 0
                        ? value.setScale(0, RoundingMode.UNNECESSARY).toPlainString()
                        : value.toPlainString())
                .orElse(number);
    }

    /** The number; empty where it is none, or one whose digits would fill pages. */
    private static Optional<BigDecimal> decimal(String text) {
        try {
            BigDecimal value = new BigDecimal(text.strip());
            return Math.abs((long) value.scale()) <= MOST_DECIMALS ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
