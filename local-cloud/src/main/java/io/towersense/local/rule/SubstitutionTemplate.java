package io.towersense.local.rule;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A setting of a rule's action with <code>${expression}</code> in it, such as a partition key. */
final class SubstitutionTemplate {
    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\{([^}]*)}");

    private final String text;
    private final Map<String, RuleExpression> expressions = new TreeMap<>();

    /** @throws IllegalArgumentException if it has an expression that the local cloud cannot evaluate */
    SubstitutionTemplate(String text) {
        this.text = text;
        SUBSTITUTION
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .forEach(expression -> expressions.put(expression, new RuleSqlParser(expression).only()));
    }

    /** The text for a message; what is undefined is empty. */
    String evaluate(RuleMessage message) {
        return SUBSTITUTION
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(Objects.requireNonNull(expressions.get(found.group(1)))
                        .evaluate(message)
                        .asText()));
    }
}
