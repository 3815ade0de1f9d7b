/**
 * What can be measured at a site, with unit, plausible range and cause. Start at
 * {@link io.towersense.telemetry.metric.Metric}.
 */
@NullMarked
package io.towersense.telemetry.metric;

import org.jspecify.annotations.NullMarked;
