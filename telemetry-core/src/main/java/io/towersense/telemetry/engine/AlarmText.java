package io.towersense.telemetry.engine;

import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.Severity;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.rule.Level;
import io.towersense.telemetry.rule.LevelRule;
import io.towersense.telemetry.rule.StandingRule;
import io.towersense.telemetry.time.Spans;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** The sentence that tells a person of a change. */
final class AlarmText {
    private AlarmText() {}

    static String raised(LevelRule rule, Level level, Optional<BigDecimal> value) {
        return subject(rule.metric(), value) + " is " + rule.direction().label() + " the limit of "
                + rule.metric().format(level.threshold());
    }

    static String severityChanged(LevelRule rule, Level level, Optional<BigDecimal> value, Severity before) {
        boolean beyond = value.stream().allMatch(number -> rule.isBeyond(number, level.threshold()));
        String standing = beyond
                ? raised(rule, level, value)
                : subject(rule.metric(), value) + " is not yet " + safeSide(rule, level);
        return standing + ": " + level.severity().label() + ", was " + before.label();
    }

    static String cleared(LevelRule rule, Optional<BigDecimal> value, Duration lasted) {
        return subject(rule.metric(), value) + " is "
                + safeSide(rule, rule.levels().get(0)) + ", after " + Spans.format(lasted);
    }

    static String retired(String ruleId, Duration lasted) {
        return "rule " + ruleId + " is no longer configured; its alarm ends after " + Spans.format(lasted);
    }

    static String raised(StandingRule rule, Optional<SensorFault> fault) {
        String reason = fault.map(known -> ": " + known.reason()).orElse("");
        return rule.direction() == Direction.SILENT
                ? "no usable reading for " + Spans.format(rule.onDelay()) + reason
                : "sensor faulty" + reason;
    }

    static String cleared(StandingRule rule, Duration lasted) {
        String over = rule.direction() == Direction.SILENT ? "usable readings come again" : "sensor works again";
        return over + ", after " + Spans.format(lasted);
    }

    private static String safeSide(LevelRule rule, Level level) {
        String side = rule.direction() == Direction.ABOVE ? "below" : "above";
        return side + " " + rule.metric().format(level.clearAt()) + " again";
    }

    private static String subject(Metric metric, Optional<BigDecimal> value) {
        return value.map(number -> metric.label() + " " + metric.format(number)).orElse(metric.label());
    }
}
