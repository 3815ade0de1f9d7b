package io.towersense.cloud.alert;

import io.towersense.telemetry.reading.Reading;
import io.towersense.telemetry.rule.Level;
import io.towersense.telemetry.rule.LevelRule;
import io.towersense.telemetry.rule.Rule;
import io.towersense.telemetry.rule.RuleSet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with a single reading, seen by itself: without a state, a delay or a deadband. */
final class Classifier {
    private final RuleSet rules;

    Classifier(RuleSet rules) {
        this.rules = rules;
    }

    /** All that is wrong, in the order of the rules; a value that equals its limit is right. */
    List<Anomaly> classify(Reading reading) {
        List<Anomaly> anomalies = new ArrayList<>();
        for (Rule rule : rules.rules()) {
            if (rule instanceof LevelRule levels) {
                reading.evidence(rule.metric())
                        .flatMap(value -> anomaly(levels, value))
                        .ifPresent(anomalies::add);
            }
        }
        return anomalies;
    }

    private static Optional<Anomaly> anomaly(LevelRule rule, BigDecimal value) {
        return rule.levels().stream()
                .filter(level -> rule.isBeyond(value, level.threshold()))
                .reduce((inner, outer) -> outer)
                .map(level -> anomaly(rule, value, level));
    }

    private static Anomaly anomaly(LevelRule rule, BigDecimal value, Level level) {
        return new Anomaly(rule.metric().key(), value, level.threshold(), rule.direction(), level.severity());
    }
}
