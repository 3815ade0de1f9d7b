package io.towersense.telemetry.rule;

import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.metric.Metric;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The rules that a device is held to, in order, with different ids.
 *
 * @param rules none is allowed: then nothing is ever wrong
 */
public record RuleSet(List<Rule> rules) {

    /** What holds where nothing is configured. */
    public static final RuleSet DEFAULTS = new RuleSet(List.of(
            defaultRule("temperature-high", Metric.TEMPERATURE, Direction.ABOVE, "45.0", "43.0", Severity.CRITICAL),
            defaultRule("humidity-high", Metric.HUMIDITY, Direction.ABOVE, "90", "90", Severity.MAJOR),
            defaultRule("humidity-low", Metric.HUMIDITY, Direction.BELOW, "20", "20", Severity.MINOR)));

    /** @throws InvalidRuleException if two rules have one id */
    public RuleSet {
        rules = List.copyOf(rules);
        Set<String> ids = new HashSet<>();
        for (Rule rule : rules) {
            if (!ids.add(rule.id())) {
                throw new InvalidRuleException(
                        "id", "'" + rule.id() + "' stands twice; each rule has an id of its own");
            }
        }
    }

    /** A short name of exactly these rules: the same rules have the same version everywhere, however they are written. */
    public String version() {
        String text = rules.stream().map(RuleSet::canonical).toList().toString();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The rule with its numbers in one form: 45 and 45.0 are the same limit. */
    private static Rule canonical(Rule rule) {
        if (!(rule instanceof LevelRule known)) {
            return rule;
        }
        List<Level> levels = known.levels().stream()
                .map(level -> new Level(
                        level.threshold().stripTrailingZeros(), level.clearAt().stripTrailingZeros(), level.severity()))
                .toList();
        return new LevelRule(known.id(), known.metric(), known.direction(), levels, known.onDelay(), known.offDelay());
    }

    private static Rule defaultRule(
            String id, Metric metric, Direction direction, String threshold, String clearAt, Severity severity) {
        Level level = new Level(new BigDecimal(threshold), new BigDecimal(clearAt), severity);
        return new LevelRule(id, metric, direction, List.of(level), Duration.ZERO, Duration.ZERO);
    }
}
