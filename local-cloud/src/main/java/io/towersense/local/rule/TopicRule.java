package io.towersense.local.rule;

import io.towersense.telemetry.message.Envelope;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IoT topic rule: {@code SELECT encode(*, 'base64') AS payload, topic(2) AS thing, timestamp() AS received_at FROM
 * 'root/+/telemetry'}, or {@code alarms}.
 *
 * <p>It takes a plain topic and its Basic Ingest form, {@code $aws/rules/name/towers/thing/telemetry}. AWS evaluates {@code
 * topic(2)} without that prefix, so it is the thing in both.
 *
 * @param name letters, digits and underscores, as AWS wants a rule's name
 * @param root the topics' first level
 * @param kind which of a gateway's topics
 */
public record TopicRule(String name, String root, Kind kind) {
    private static final Pattern NAME = Pattern.compile("\\w{1,128}");
    private static final Pattern LEVEL = Pattern.compile("[^/+#]+");
    private static final int PLAIN_LEVELS = 3;

    /** What a gateway publishes. */
    public enum Kind {
        TELEMETRY,
        ALARMS;

        /** The topic's last level. */
        public String level() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public TopicRule {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no rule's name: letters, digits and underscores");
        }
        if (!LEVEL.matcher(root).matches()) {
            throw new IllegalArgumentException("'" + root + "' is not one topic level");
        }
    }

    /** The broker's durable subscriptions that the rule needs, filters by name: plain topics and Basic Ingest. */
    public Map<String, String> subscriptions() {
        return Map.of(plainSubscription(), filter(), basicSubscription(), prefix() + filter());
    }

    String plainSubscription() {
        return "rule-" + name;
    }

    String basicSubscription() {
        return "rule-" + name + "-basic-ingest";
    }

    /** {@code topic(2)}, if the rule takes the topic. */
    public Optional<String> thing(String topic) {
        String plain = topic.startsWith(prefix()) ? topic.substring(prefix().length()) : topic;
        String[] levels = plain.split("/", -1);
        return levels.length == PLAIN_LEVELS && levels[0].equals(root) && levels[2].equals(kind.level())
                ? Optional.of(levels[1])
                : Optional.empty();
    }

    /** What the rule makes of a message, if it takes the topic. */
    public Optional<Envelope> evaluate(String topic, byte[] payload, Instant now) {
        return thing(topic).map(thing -> new Envelope(payload, thing, now.truncatedTo(ChronoUnit.MILLIS)));
    }

    private String filter() {
        return root + "/+/" + kind.level();
    }

    private String prefix() {
        return "$aws/rules/" + name + "/";
    }
}
