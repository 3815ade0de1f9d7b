package io.towersense.telemetry.rule;

import io.towersense.telemetry.alarm.Direction;
import io.towersense.telemetry.metric.Metric;
import java.time.Duration;

/** What makes a metric of a device wrong, and for how long it has to be so. */
public sealed interface Rule permits LevelRule {
    /** The rule's name within its set, 1 to 128 of {@code [A-Za-z0-9_.:-]}; by convention it begins with its metric's. */
    String id();

    /** The metric that it watches. */
    Metric metric();

    /** Which way the metric goes wrong. */
    Direction direction();

    /** How long a value has to be wrong without a break before the alarm is raised: ISA-18.2's on-delay. */
    Duration onDelay();

    /** How long a value has to be right without a break before the alarm is cleared: ISA-18.2's off-delay. */
    Duration offDelay();
}
