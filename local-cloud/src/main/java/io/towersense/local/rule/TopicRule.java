package io.towersense.local.rule;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IoT topic rule: its SQL, and the key under which its action writes to a stream.
 *
 * <p>It takes a plain topic and its Basic Ingest form, {@code $aws/rules/name/towers/thing/telemetry}. AWS evaluates {@code
 * topic(2)} without that prefix, so it is the thing in both.
 */
public final class TopicRule {
    private static final Pattern NAME = Pattern.compile("\\w{1,128}");

    private final String name;
    private final RuleSql sql;
    private final SubstitutionTemplate partitionKey;

    private TopicRule(String name, RuleSql sql, SubstitutionTemplate partitionKey) {
        this.name = name;
        this.sql = sql;
        this.partitionKey = partitionKey;
    }

    /**
     * A rule.
     *
     * @param name letters, digits and underscores, as AWS wants it
     * @param partitionKey with <code>${topic(2)}</code> and the like; empty where the action writes to no stream
     * @throws IllegalArgumentException if AWS refuses it, or the local cloud cannot evaluate it; one line
     */
    public static TopicRule of(String name, String sql, String partitionKey) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no rule's name: letters, digits and underscores");
        }
        return new TopicRule(name, RuleSql.parse(sql), new SubstitutionTemplate(partitionKey));
    }

    public String name() {
        return name;
    }

    /** The broker's durable subscriptions that the rule needs, filters by name: plain topics and Basic Ingest. */
    public Map<String, String> subscriptions() {
        String filter = sql.from().text();
        return Map.of(plainSubscription(), filter, basicSubscription(), prefix() + filter);
    }

    String plainSubscription() {
        return "rule-" + name;
    }

    String basicSubscription() {
        return "rule-" + name + "-basic-ingest";
    }

    /** What the rule makes of a message, if it takes the topic. */
    public Optional<RuleResult> evaluate(String topic, byte[] payload, Instant now) {
        String plain = topic.startsWith(prefix()) ? topic.substring(prefix().length()) : topic;
        if (!sql.from().matches(plain)) {
            return Optional.empty();
        }
        RuleMessage message = new RuleMessage(plain, payload, now);
        return Optional.of(new RuleResult(
                partitionKey.evaluate(message), sql.evaluate(message).toString().getBytes(StandardCharsets.UTF_8)));
    }

    private String prefix() {
        return "$aws/rules/" + name + "/";
    }
}
