package io.towersense.cloud.alert;

import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.alarm.Severity;
import java.math.BigDecimal;

/**
 * A value beyond a limit.
 *
 * @param field the metric's name in the reading
 * @param threshold the furthest limit that it exceeds
 */
record Anomaly(String field, BigDecimal value, BigDecimal threshold, Direction direction, Severity severity) {}
