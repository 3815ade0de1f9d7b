package io.towersense.telemetry.rule;

import io.towersense.telemetry.alarm.Severity;
import java.math.BigDecimal;

/**
 * One limit of a rule, with its deadband. Beyond {@code threshold} the value is wrong; it is right again beyond
 * {@code clearAt} on the safe side; between the two nothing changes. Both comparisons are strict.
 *
 * @param threshold in the metric's unit
 * @param clearAt in the metric's unit, on the safe side of the threshold or equal to it
 * @param severity of an alarm beyond this threshold
 */
public record Level(BigDecimal threshold, BigDecimal clearAt, Severity severity) {}
