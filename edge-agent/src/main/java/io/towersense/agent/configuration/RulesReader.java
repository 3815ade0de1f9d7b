package io.towersense.agent.configuration;

import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.rule.InvalidRuleException;
import io.towersense.telemetry.rule.Level;
import io.towersense.telemetry.rule.LevelRule;
import io.towersense.telemetry.rule.Rule;
import io.towersense.telemetry.rule.RuleSet;
import io.towersense.telemetry.rule.StandingRule;
import io.towersense.telemetry.value.Identifier;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules as a configuration writes them. */
final class RulesReader {
    private static final Duration LONGEST_DELAY = Duration.ofDays(7);
    private static final List<String> METRICS =
            Arrays.stream(Metric.values()).map(Metric::key).toList();
    private static final List<String> SEVERITIES =
            Arrays.stream(Severity.values()).map(Severity::label).toList();

    private static final String STANDING = "is the name of a rule that every device has anyway; take another";

    private RulesReader() {}

    /** The rules under {@code rules}; the defaults where the key is absent. */
    static RuleSet read(Fields root) {
        if (!root.has("rules")) {
            return RuleSet.DEFAULTS;
        }
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (Fields fields : root.sections("rules")) {
            Optional<Rule> rule = identified(fields);
            if (rule.isPresent() && rules.putIfAbsent(rule.get().id(), rule.get()) != null) {
                fields.refuse("id", Words.quoted(rule.get().id()) + " stands twice; each rule has an id of its own");
            }
        }
        return new RuleSet(List.copyOf(rules.values()));
    }

    /** The rules under {@code rules}, each under its id; none where the key is absent. */
    static List<Rule> byId(Fields root) {
        Fields rules = root.section("rules");
        List<Rule> read = new ArrayList<>();
        for (String id : rules.keys()) {
            Fields fields = rules.section(id);
            if (!Identifier.isIdentifier(id)) {
                rules.refuse(id, Words.quoted(id) + " is not " + Identifier.DESCRIPTION);
            } else if (StandingRule.IDS.contains(id)) {
                rules.refuse(id, STANDING);
            } else if (rules.hasSection(id)) {
                rule(fields, Optional.of(id)).ifPresent(read::add);
            }
        }
        return read;
    }

    private static Optional<Rule> identified(Fields fields) {
        fields.require("id", "temperature-high");
        Optional<String> id = fields.text("id", Identifier::isIdentifier, Identifier.DESCRIPTION);
        if (id.filter(StandingRule.IDS::contains).isPresent()) {
            fields.refuse("id", STANDING);
        }
        return rule(fields, id);
    }

    private static Optional<Rule> rule(Fields fields, Optional<String> id) {
        fields.require("metric", "temperature");
        fields.require("levels", "[{above: 45.0, clear_at: 43.0, severity: critical}]");
        Optional<Metric> metric = fields.word("metric", Metric::of, METRICS);
        Duration onDelay = fields.duration("for", Duration.ZERO, Duration.ZERO, LONGEST_DELAY);
        Duration offDelay = fields.duration("clear_for", Duration.ZERO, Duration.ZERO, LONGEST_DELAY);
        Sides sides = new Sides();
        List<Fields> sections = fields.sections("levels");
        List<Level> levels = new ArrayList<>();
        for (Fields section : sections) {
            level(section, metric, sides).ifPresent(levels::add);
        }
        fields.finish();
        if (sides.above && sides.below) {
            fields.refuse("levels", "holds both above and below; write two rules, one for each side");
        }
        if (id.isEmpty() || metric.isEmpty() || sides.above == sides.below || levels.size() < sections.size()) {
            return Optional.empty();
        }
        try {
            Direction direction = sides.above ? Direction.ABOVE : Direction.BELOW;
            return Optional.of(new LevelRule(id.get(), metric.get(), direction, levels, onDelay, offDelay));
        } catch (InvalidRuleException e) {
            refuse(fields, sections, e);
            return Optional.empty();
        }
    }

    private static Optional<Level> level(Fields fields, Optional<Metric> metric, Sides sides) {
        Optional<BigDecimal> above = limit(fields, "above", metric);
        Optional<BigDecimal> below = limit(fields, "below", metric);
        Optional<BigDecimal> clearAt = limit(fields, "clear_at", metric);
        sides.above |= fields.has("above");
        sides.below |= fields.has("below");
        if (!fields.has("above") && !fields.has("below")) {
            fields.require("above", "45.0");
        }
        fields.require("severity", "major");
        Optional<Severity> severity = fields.word("severity", Severity::of, SEVERITIES);
        fields.finish();
        return above.or(() -> below)
                .flatMap(threshold -> severity.map(known -> new Level(threshold, clearAt.orElse(threshold), known)));
    }

    private static Optional<BigDecimal> limit(Fields fields, String key, Optional<Metric> metric) {
        String unit = metric.map(Metric::unit).orElse("the metric's unit");
        Optional<BigDecimal> number = fields.number(key, unit);
        if (number.isEmpty() || metric.isEmpty() || metric.get().isPlausible(number.get())) {
            return number;
        }
        Metric watched = metric.get();
        fields.refuse(
                key,
                "'" + number.get().toPlainString() + "' is nothing that " + watched.label() + " can be; it lies within "
                        + watched.lowest().toPlainString() + " to " + watched.format(watched.highest()));
        return Optional.empty();
    }

    /** Places a rule's complaint, whose path begins within the rule, where the value stands. */
    private static void refuse(Fields rule, List<Fields> levels, InvalidRuleException e) {
        for (int i = 0; i < levels.size(); i++) {
            String path = "levels[" + i + "]";
            if (e.path().equals(path) || e.path().startsWith(path + ".")) {
                String key = e.path().equals(path)
                        ? levels.get(i).has("above") ? "above" : "below"
                        : e.path().substring(path.length() + 1);
                levels.get(i).refuse(key, e.problem());
                return;
            }
        }
        rule.refuse(e.path(), e.problem());
    }

    /** On which sides the levels of a rule lie. */
    private static final class Sides {
        private boolean above;
        private boolean below;
    }
}
