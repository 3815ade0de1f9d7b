package io.towersense.telemetry.rule;

import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.metric.Metric;
import io.towersense.telemetry.value.Identifier;
import io.towersense.telemetry.value.PrintableText;
import io.towersense.telemetry.value.StorableNumber;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

/**
 * A rule that holds a metric against limits, all in one direction: its levels, each further out and at least as severe
 * as the one before. An alarm has the severity of the outermost level that stands.
 *
 * @param direction {@code ABOVE} or {@code BELOW}
 * @param levels at least one, innermost first
 * @param onDelay zero or more
 * @param offDelay zero or more
 */
public record LevelRule(
        String id, Metric metric, Direction direction, List<Level> levels, Duration onDelay, Duration offDelay)
        implements Rule {
    /** @throws InvalidRuleException if the rule makes no sense; the message begins with the field's path */
    public LevelRule {
        levels = List.copyOf(levels);
        if (!Identifier.isIdentifier(id)) {
            throw new InvalidRuleException(
                    "id", "'" + PrintableText.excerpt(id) + "' is not " + Identifier.DESCRIPTION);
        }
        if (direction != Direction.ABOVE && direction != Direction.BELOW) {
            throw new InvalidRuleException("levels", "a level lies above or below, not " + direction.label());
        }
        if (levels.isEmpty()) {
            throw new InvalidRuleException("levels", "there is none; write at least one");
        }
        requireDelay("for", onDelay);
        requireDelay("clear_for", offDelay);
        for (int i = 0; i < levels.size(); i++) {
            requireNumber(
                    "levels[" + i + "]." + direction.label(), levels.get(i).threshold());
            requireNumber("levels[" + i + "].clear_at", levels.get(i).clearAt());
            requireDeadband("levels[" + i + "].clear_at", direction, levels.get(i));
            if (i > 0) {
                requireFurtherOut("levels[" + i + "]", direction, levels.get(i - 1), levels.get(i));
            }
        }
    }

    /** Whether {@code value} lies strictly beyond {@code limit} on the wrong side. */
    public boolean isBeyond(BigDecimal value, BigDecimal limit) {
        return isBeyond(direction, value, limit);
    }

    /** Whether {@code value} lies strictly on the safe side of {@code limit}. */
    public boolean isWithin(BigDecimal value, BigDecimal limit) {
        return isBeyond(limit, value);
    }

    private static boolean isBeyond(Direction direction, BigDecimal value, BigDecimal limit) {
        int order = value.compareTo(limit);
        return direction == Direction.ABOVE ? order > 0 : order < 0;
    }

    private static void requireDelay(String field, Duration delay) {
        if (delay.isNegative()) {
            throw new InvalidRuleException(field, delay + " is less than nothing");
        }
    }

    private static void requireNumber(String path, BigDecimal number) {
        StorableNumber.problemWith(number).ifPresent(problem -> {
            throw new InvalidRuleException(path, "the number " + problem);
        });
    }

    private static void requireDeadband(String path, Direction direction, Level level) {
        if (isBeyond(direction, level.clearAt(), level.threshold())) {
            throw new InvalidRuleException(
                    path,
                    level.clearAt().toPlainString() + " lies beyond the threshold "
                            + level.threshold().toPlainString() + "; it belongs on the safe side");
        }
    }

    private static void requireFurtherOut(String path, Direction direction, Level inner, Level outer) {
        if (!isBeyond(direction, outer.threshold(), inner.threshold())) {
            throw new InvalidRuleException(
                    path,
                    outer.threshold().toPlainString() + " does not lie beyond the level before it, "
                            + inner.threshold().toPlainString());
        }
        if (inner.severity().isWorseThan(outer.severity())) {
            throw new InvalidRuleException(
                    path + ".severity",
                    outer.severity().label() + " is less severe than the level before it, "
                            + inner.severity().label());
        }
    }
}
